import type { Reason } from './reason.ts';
import { sentences } from './sentences.ts';

/** Says a reason as one plain sentence, without a capital and a full stop; times are in UTC. */
export function explain(reason: Reason): string {
  // Each rule has the sentence that takes its own reasons.
  return sentences[reason.rule](reason as never);
}

/** The one CamelCase word of a reason that conditions, Events and the metric `roster_pool_reason` carry. */
export function reasonWord(reason: Reason): string {
  return words[reason.rule];
}

/** Every word there is, so that a document can list them. */
export const words = {
  fixed: 'Fixed',
  manual: 'Manual',
  idle: 'Idle',
  busy: 'Busy',
  backlog: 'Backlog',
  share: 'Share',
  nodes: 'Nodes',
  platform: 'Platform',
  platformSettings: 'PlatformSettings',
  deadline: 'Deadline',
  serviceTimeUnknown: 'ServiceTimeUnknown',
  notScaled: 'NotScaled',
  starting: 'Starting',
  stale: 'SignalStale',
  lost: 'SignalLost',
  window: 'Schedule',
  min: 'AtMin',
  max: 'AtMax',
  hold: 'Hold',
  group: 'GroupQuota',
  priority: 'LowPriority',
  overQuota: 'OverQuota',
  waitsForRoom: 'WaitsForRoom',
  rate: 'Rate',
  busyWorkers: 'BusyWorkers',
  pin: 'Pinned',
  pause: 'Paused',
} as const satisfies Readonly<Record<Reason['rule'], string>>;
