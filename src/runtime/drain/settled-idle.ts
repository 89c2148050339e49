import type { Instant, Millis } from '../../model/units.ts';
import type { WorkerState } from './worker-state.ts';

/** By worker: since when every answer said that it is idle. */
export type IdleSince = ReadonlyMap<string, Instant>;

/** Carries on since when workers are idle; one that was not seen idle this time begins anew. */
export function idleSince(
  before: IdleSince,
  states: ReadonlyMap<string, WorkerState>,
  now: Instant,
): IdleSince {
  const idle = [...states].filter(([, state]) => state === 'idle');
  return new Map(idle.map(([name]) => [name, before.get(name) ?? now]));
}

/**
 * Takes as idle only who has been so for this long. A broker's statistics are some seconds old: a worker that took a message
 * since then looks idle still.
 */
export function settled(
  states: ReadonlyMap<string, WorkerState>,
  since: IdleSince,
  length: Millis,
  now: Instant,
): ReadonlyMap<string, WorkerState> {
  return new Map(
    [...states].map(([name, state]) => {
      const from = since.get(name);
      const isSettled = from !== undefined && now - from >= length;
      return [name, state === 'idle' && !isSettled ? 'unknown' : state] as const;
    }),
  );
}
