import type { JsonObject } from '../../src/model/json.ts';
import type { Mode } from '../../src/model/scaling.ts';

/** A mode in words, and the least that a policy writes for it. */
export interface ModeText {
  readonly text: string;
  readonly scaling: JsonObject;
  /** The same with a window, where that changes who can do it. */
  readonly scheduled?: JsonObject;
}

const signal = { rabbitmq: { queue: 'montage.mProject' } };
const daily = { cron: '0 8 * * *', for: '2h', atLeast: 5 };

/** The prose of the page about modes. Bounds, holds, rates and windows apply after what is said here. */
export const modeTexts: Readonly<Record<Mode, ModeText>> = {
  fixed: {
    text: 'Always `workers`. Without a schedule the number is in the Deployment and only Git changes it; a window needs somebody who moves it, KEDA with `atLeast` and the runtime with `atMost`.',
    scaling: { mode: 'fixed', workers: 3 },
    scheduled: { mode: 'fixed', workers: 3, schedule: [daily] },
  },
  whileBusy: {
    text: '`workers` while the signal is above zero, else `min`. KEDA does it from zero and in one step, without `rates`. For work that is either there or not, such as an analysis that takes a whole cluster.',
    scaling: { mode: 'whileBusy', signal, workers: 5 },
  },
  proportional: {
    text: 'The signal divided by `unitsPerWorker`, rounded up: twice the backlog is twice the workers.',
    scaling: { mode: 'proportional', signal, unitsPerWorker: 5 },
  },
  share: {
    text: 'A share of what the CapacityGroup may use, in proportion to the backlogs of its pools. `formula: roster` mends the faults of the formula of HyperFlow, `formula: hyperflow` gives its exact numbers.',
    scaling: { mode: 'share', signal },
  },
  deadline: {
    text: 'So many that the backlog is gone within `drainWithin`, or by the time of day `by`.',
    scaling: { mode: 'deadline', signal, drainWithin: '1h' },
  },
  perNode: {
    text: 'One on each node that has the labels in `nodes`.',
    scaling: { mode: 'perNode', nodes: { 'example.org/nodepool': 'workers' } },
  },
  platform: {
    text: "What the Oasis platform's own scaling configuration of the model says, inside the bounds of the policy.",
    scaling: {
      mode: 'platform',
      signal: { oasis: { supplier: 'OasisLMF', model: 'PiWind', version: 'v1' } },
    },
  },
  manual: {
    text: 'What a person or the gateway last asked for; `workers` until somebody asks.',
    scaling: { mode: 'manual', workers: 3 },
  },
  utilization: {
    text: 'So many that the workers use, on average, the share of their `requests` in `averageUtilization` or the amount in `averageValue`; of `cpu` and `memory` the one that wants more counts. Kubernetes does it by itself, with the metrics server and a HorizontalPodAutoscaler, never to zero and without windows. For pools whose work is not counted anywhere; for a queue its length says more, and sooner.',
    scaling: { mode: 'utilization', cpu: { averageUtilization: 70 } },
  },
};

/** A value for each field that can stand beside those of a mode's example, to see whether KEDA takes it. */
export const optionalFields: JsonObject = {
  pollingInterval: '30s',
  onSignalLoss: { holdFor: '5m' },
  min: 1,
  max: 20,
  hold: '5m',
  rates: { up: { workers: 1, per: '1m' } },
  schedule: [daily],
  victims: 'idle',
  idleness: { annotation: 'example.org/state' },
  unitsPerWorker: 5,
  formula: 'roster',
  weight: 2,
  cpu: { averageValue: '500m' },
  memory: { averageValue: '400Mi' },
};

/** What KEDA may be asked to read, for the table of triggers. */
export const readings: readonly (readonly [name: string, scaling: JsonObject])[] = [
  ['`rabbitmq`, `count: ready+unacked`', of(signal)],
  ['`rabbitmq`, `count: ready`', of({ rabbitmq: { queue: 'montage.mProject', count: 'ready' } })],
  ['`prometheus`', of({ prometheus: { query: 'sum(thumbnails_pending)' } })],
  ['`redis`, `list`', of({ redis: { list: 'jobs' } })],
  ['`redis`, `stream`', of({ redis: { stream: 'jobs' } })],
  [
    '`redis`, `stream` with `consumerGroup`',
    of({ redis: { stream: 'jobs', consumerGroup: 'workers' } }),
  ],
  ['`oasis`', of({ oasis: { supplier: 'OasisLMF', model: 'PiWind', version: 'v1' } })],
  ['any of a `share`', { mode: 'share', signal }],
  ['none, but a window with `atLeast`', { mode: 'fixed', workers: 3, schedule: [daily] }],
];

function of(read: JsonObject): JsonObject {
  return { mode: 'proportional', signal: read };
}
