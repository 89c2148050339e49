import type { JsonObject } from '../../src/model/json.ts';
import type { Mode } from '../../src/model/scaling.ts';

/** A mode in words, and the least that a policy writes for it. */
export interface ModeText {
  readonly text: string;
  readonly scaling: JsonObject;
}

const signal = { rabbitmq: { queue: 'montage.mProject' } };

/** The prose of the page about modes. Bounds, holds, rates and windows apply after what is said here. */
export const modeTexts: Readonly<Record<Mode, ModeText>> = {
  fixed: {
    text: 'Always `workers`. Without a schedule the number is in the Deployment and only Git changes it; a window with `atLeast` needs somebody who moves it.',
    scaling: { mode: 'fixed', workers: 3 },
  },
  whileBusy: {
    text: '`workers` while the signal is above zero, else `min`. For work that is either there or not, such as an analysis that takes a whole cluster.',
    scaling: { mode: 'whileBusy', signal, workers: 3 },
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
};

/** A policy that needs more than KEDA has, by the field that asks for it. */
export const beyondKeda: readonly (readonly [field: string, scaling: JsonObject])[] = [
  ['scaling.victims: idle', { mode: 'proportional', signal, victims: 'idle' }],
  ['scaling.hold above 1h', { mode: 'proportional', signal, hold: '2h' }],
  [
    'scaling.rates.up.per above 30m',
    { mode: 'proportional', signal, rates: { up: { workers: 1, per: '45m' } } },
  ],
  [
    'scaling.rates.down.per above 30m',
    { mode: 'proportional', signal, rates: { down: { workers: 1, per: '45m' } } },
  ],
  [
    'scaling.schedule[].atMost',
    { mode: 'proportional', signal, schedule: [{ cron: '0 8 * * *', for: '2h', atMost: 3 }] },
  ],
  [
    'scaling.schedule[].for that no cron expression can end',
    { mode: 'proportional', signal, schedule: [{ cron: '*/7 * * * *', for: '3m30s', atLeast: 1 }] },
  ],
  ['scaling.min above 0 in mode whileBusy', { mode: 'whileBusy', signal, workers: 3, min: 1 }],
  [
    'scaling.signal.oasis',
    {
      mode: 'proportional',
      signal: { oasis: { supplier: 'OasisLMF', model: 'PiWind', version: 'v1' } },
    },
  ],
  [
    'scaling.unitsPerWorker with a part of a unit, on Redis',
    { mode: 'proportional', signal: { redis: { list: 'jobs' } }, unitsPerWorker: 1.5 },
  ],
  ['scaling.signal.redis in mode share', { mode: 'share', signal: { redis: { list: 'jobs' } } }],
];

/** Each kind of signal, for the table of triggers. */
export const signals: readonly (readonly [name: string, signal: JsonObject])[] = [
  ['rabbitmq, count ready+unacked', signal],
  ['rabbitmq, count ready', { rabbitmq: { queue: 'montage.mProject', count: 'ready' } }],
  ['prometheus', { prometheus: { query: 'sum(thumbnails_pending)' } }],
  ['redis, list', { redis: { list: 'jobs' } }],
  ['redis, stream', { redis: { stream: 'jobs', consumerGroup: 'workers' } }],
  ['oasis', { oasis: { supplier: 'OasisLMF', model: 'PiWind', version: 'v1' } }],
];
