import fc from 'fast-check';
import type { Demand, Scaling } from '../../src/model/scaling.ts';
import { millis } from '../../src/model/units.ts';
import type { GroupInput } from '../../src/scaling/group-input.ts';
import type { Intervention } from '../../src/scaling/intervention.ts';
import type { PoolMemory } from '../../src/scaling/memory.ts';
import type { Load, Observation } from '../../src/scaling/observation.ts';
import type { PoolInput } from '../../src/scaling/pool-input.ts';
import { at } from './pool-input.ts';

const workers = fc.integer({ min: 0, max: 40 });
const length = fc.integer({ min: 1, max: 600 }).map((seconds) => millis(seconds * 1_000));
const past = fc.integer({ min: -900, max: 0 }).map(at);

/** Demands that want more, or as much, for more units. */
export const monotoneDemand: fc.Arbitrary<Demand<unknown>> = fc.oneof(
  fc.record({ mode: fc.constant('whileBusy' as const), signal: fc.constant('q'), workers }),
  fc.record({
    mode: fc.constant('proportional' as const),
    signal: fc.constant('q'),
    unitsPerWorker: fc.double({ min: 0.1, max: 10, noNaN: true }),
  }),
  fc.record({
    mode: fc.constant('share' as const),
    signal: fc.constant('q'),
    formula: fc.constant('roster' as const),
    weight: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ mode: fc.constant('perNode' as const), nodes: fc.constant({}) }),
  fc.record({
    mode: fc.constant('deadline' as const),
    signal: fc.constant('q'),
    drain: length.map((within) => ({ within })),
    serviceTime: length,
  }),
);

const anyDemand: fc.Arbitrary<Demand<unknown>> = fc.oneof(
  monotoneDemand,
  fc.record({ mode: fc.constant('fixed' as const), workers }),
  fc.record({ mode: fc.constant('manual' as const), workers }),
  fc.record({ mode: fc.constant('platform' as const), signal: fc.constant('q') }),
  fc.constant({ mode: 'utilization' as const }),
  fc.record({
    mode: fc.constant('deadline' as const),
    signal: fc.constant('q'),
    drain: fc.constant({ by: '14:00', timezone: 'Europe/Warsaw' }),
  }),
);

const rate = fc.record({
  workers: fc.integer({ min: 1, max: 10 }),
  percent: fc.integer({ min: 1, max: 200 }),
  per: length,
});

const window = fc.record({
  cron: fc.constantFrom('0 12 * * *', '0 * * * *', '0 3 1 * *'),
  timezone: fc.constant('Etc/UTC'),
  length: fc.constantFrom(millis(600_000), millis(1_800_000)),
  atLeast: workers,
  atMost: workers,
});

function scalingOf(demand: fc.Arbitrary<Demand<unknown>>): fc.Arbitrary<Scaling<unknown>> {
  return fc.record(
    {
      demand,
      min: fc.integer({ min: 0, max: 10 }),
      max: fc.integer({ min: 10, max: 40 }),
      hold: length,
      up: rate,
      down: rate,
      pollingInterval: fc.constant(millis(15_000)),
      onSignalLoss: fc.record({
        holdFor: length,
        next: fc.oneof(
          fc.constant('hold' as const),
          fc.record({ workers }),
          fc.record({ atLeast: workers }),
        ),
      }),
      schedule: fc.array(window, { maxLength: 2 }),
      victims: fc.constant('idle' as const),
    },
    {
      requiredKeys: [
        'demand',
        'min',
        'max',
        'hold',
        'pollingInterval',
        'onSignalLoss',
        'schedule',
        'victims',
      ],
    },
  );
}

const load: fc.Arbitrary<Load> = fc.record(
  {
    units: fc.oneof(fc.integer({ min: 0, max: 80 }), fc.double({ min: 0, max: 80, noNaN: true })),
    platform: fc.record({
      tasks: fc.integer({ min: 0, max: 200 }),
      analyses: fc.integer({ min: 0, max: 5 }),
      priority: fc.integer({ min: 1, max: 10 }),
      settings: fc.constantFrom(
        undefined,
        {},
        { scaling_strategy: 'QUEUE_LOAD', worker_count_max: 4 },
        { scaling_strategy: 'FIXED_WORKERS', worker_count_fixed: 3 },
        { scaling_strategy: 'LUCK' },
      ),
    }),
  },
  { requiredKeys: ['units'] },
);

const observation: fc.Arbitrary<Observation> = fc.record(
  {
    sample: fc.record({ load, sampledAt: past, arrivedAt: fc.constant(at(0)) }),
    gap: fc.record({ because: fc.constant('no route'), since: past }),
  },
  { requiredKeys: [] },
);

// Parts of a memory go over into the next one as they are: as plain objects, which JSON gives back equal.
const plain = { noNullPrototype: true };

const memory: fc.Arbitrary<PoolMemory> = fc.record({
  since: past,
  wishes: fc.array(fc.record({ at: past, workers }, plain), { maxLength: 4 }),
  moves: fc.array(fc.record({ at: past, from: workers, to: workers }, plain), { maxLength: 4 }),
});

const intervention: fc.Arbitrary<Intervention> = fc.oneof(
  fc.record({
    kind: fc.constant('pin' as const),
    workers,
    until: fc.constantFrom(at(-1), at(600)),
    because: fc.constant('a test'),
  }),
  fc.record({
    kind: fc.constant('pause' as const),
    until: fc.constantFrom(at(-1), at(600)),
    because: fc.constant('a test'),
  }),
);

/** Pools of every kind in every state, at second 0. */
export function poolOf(demand: fc.Arbitrary<Demand<unknown>> = anyDemand): fc.Arbitrary<PoolInput> {
  return fc.record(
    {
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      scaling: scalingOf(demand),
      current: workers,
      ready: workers,
      observation,
      busy: fc.integer({ min: 0, max: 10 }),
      idle: workers,
      terminating: fc.integer({ min: 0, max: 5 }),
      intervention,
      memory,
    },
    {
      requiredKeys: [
        'id',
        'scaling',
        'current',
        'ready',
        'observation',
        'busy',
        'terminating',
        'memory',
      ],
    },
  );
}

/** The pools of a group, each with its own id. */
export const pools = fc.uniqueArray(poolOf(), { selector: ({ id }) => id, maxLength: 5 });

const amounts = fc.record({
  'requests.cpu': fc.integer({ min: 0, max: 100 }).map((units) => `${units}00000000`),
  pods: fc.integer({ min: 0, max: 100 }).map((units) => `${units}000000000`),
});
const request = fc.record({
  'requests.cpu': fc.integer({ min: 0, max: 20 }).map((units) => `${units}00000000`),
  pods: fc.constant('1000000000'),
});

export const groups: fc.Arbitrary<GroupInput> = fc.record(
  {
    id: fc.constant('group'),
    quota: amounts,
    requests: fc.record({ a: request, b: request, c: request, d: request }),
    others: amounts.map((others) => ({ ...others, pods: '0' })),
    priorityLevels: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ['id', 'quota', 'requests', 'others'] },
);
