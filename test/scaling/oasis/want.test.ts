import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { floorOf, isFilled, type Want, wantOf } from '../../../src/scaling/oasis/want.ts';

interface Row {
  readonly settings: object;
  readonly tasks?: number;
  readonly analyses?: number;
  readonly never?: true;
  /** A text: what the problem says. */
  readonly wants: number | RegExp;
}

const fixed = { scaling_strategy: 'FIXED_WORKERS' };
const queue = { scaling_strategy: 'QUEUE_LOAD' };
const dynamic = { scaling_strategy: 'DYNAMIC_TASKS' };
const chunks25 = { ...dynamic, chunks_per_worker: 25, worker_count_max: 12 };

/** The numbers of the platform's own program. */
const rows: Readonly<Record<string, Row>> = {
  'no settings at all are a problem': { settings: {}, wants: /empty/ },
  'FIXED: busy is the fixed number': {
    settings: { ...fixed, worker_count_fixed: 7, worker_count_min: 2 },
    analyses: 2,
    wants: 7,
  },
  'FIXED: idle is the floor': {
    settings: { ...fixed, worker_count_fixed: 7, worker_count_min: 2 },
    wants: 2,
  },
  'FIXED: the floor beats the fixed number': {
    settings: { ...fixed, worker_count_fixed: 3, worker_count_min: 6 },
    analyses: 1,
    wants: 6,
  },
  'FIXED: the maximum does not bound it': {
    settings: { ...fixed, worker_count_fixed: 50, worker_count_max: 10 },
    analyses: 1,
    wants: 50,
  },
  'FIXED without a number: nothing while idle': { settings: fixed, wants: 0 },
  'FIXED without a number: a problem while busy': {
    settings: fixed,
    analyses: 1,
    wants: /worker_count_fixed` is not set/,
  },
  'FIXED without a number that is never shut down: a problem while idle': {
    settings: fixed,
    never: true,
    wants: /worker_count_fixed` is not set/,
  },
  'FIXED that is never shut down: the fixed number while idle': {
    settings: { ...fixed, worker_count_fixed: 7 },
    never: true,
    wants: 7,
  },
  'FIXED 0 is a problem while busy': {
    settings: { ...fixed, worker_count_fixed: 0 },
    analyses: 1,
    wants: /worker_count_fixed` is 0/,
  },
  'QUEUE: one worker an analysis': {
    settings: { ...queue, worker_count_max: 4 },
    analyses: 2,
    wants: 2,
  },
  'QUEUE: stops at the maximum': {
    settings: { ...queue, worker_count_max: 4 },
    analyses: 9,
    wants: 4,
  },
  'QUEUE: the never-shutdown switch is not for it': {
    settings: { ...queue, worker_count_max: 4 },
    never: true,
    wants: 0,
  },
  'QUEUE without a maximum is a problem while idle': {
    settings: queue,
    wants: /worker_count_max` is not set/,
  },
  'DYNAMIC without a maximum is a problem while idle': {
    settings: { ...dynamic, worker_count_max: null },
    wants: /worker_count_max` is not set/,
  },
  'QUEUE: the floor beats the maximum': {
    settings: { ...queue, worker_count_max: 2, worker_count_min: 5 },
    analyses: 1,
    wants: 5,
  },
  'QUEUE: the floor holds while idle': {
    settings: { ...queue, worker_count_max: 2, worker_count_min: 5 },
    wants: 5,
  },
  'DYNAMIC: a part of a worker is a whole worker': {
    settings: chunks25,
    tasks: 60,
    analyses: 1,
    wants: 3,
  },
  'DYNAMIC: one task is one worker': { settings: chunks25, tasks: 1, analyses: 1, wants: 1 },
  'DYNAMIC: stops at the maximum': { settings: chunks25, tasks: 1000, analyses: 1, wants: 12 },
  'DYNAMIC: idle without chunks is no problem': {
    settings: { ...dynamic, worker_count_max: 6 },
    wants: 0,
  },
  'DYNAMIC: analyses without tasks want nobody': {
    settings: { ...dynamic, worker_count_max: 6, chunks_per_worker: 5 },
    analyses: 1,
    wants: 0,
  },
  'DYNAMIC: no chunks while busy are a problem, not a division by zero': {
    settings: { ...dynamic, worker_count_max: 6, chunks_per_worker: 0 },
    tasks: 1,
    analyses: 1,
    wants: /chunks_per_worker` is 0/,
  },
  'an unknown strategy is a problem while idle, also with a floor': {
    settings: { scaling_strategy: 'MAGIC', worker_count_min: 1 },
    wants: /scaling_strategy` is "MAGIC"/,
  },
  'an unknown strategy is a problem while busy': {
    settings: { scaling_strategy: 'MAGIC', worker_count_min: 1 },
    analyses: 1,
    wants: /scaling_strategy` is "MAGIC"/,
  },
  'a strategy of null is a problem': {
    settings: { ...fixed, scaling_strategy: null },
    wants: /scaling_strategy` is not set/,
  },
  'digits as text are numbers in every field': {
    settings: {
      ...dynamic,
      worker_count_max: '3',
      worker_count_min: '2',
      chunks_per_worker: '10',
    },
    tasks: 100,
    analyses: 1,
    wants: 3,
  },
  'a negative number is a problem': {
    settings: { ...fixed, worker_count_fixed: 2, worker_count_min: -1 },
    analyses: 1,
    wants: /worker_count_min` is -1/,
  },
  'a part of a number is a problem': {
    settings: { ...queue, worker_count_max: 2.5 },
    analyses: 1,
    wants: /worker_count_max` is 2.5/,
  },
  'a minimum of null is 0': {
    settings: { ...queue, worker_count_max: 2, worker_count_min: null },
    wants: 0,
  },
  'a switch is no number': {
    settings: { ...queue, worker_count_max: true },
    wants: /worker_count_max` is true/,
  },
};

for (const [name, { settings, tasks = 0, analyses = 0, never = false, wants }] of Object.entries(
  rows,
)) {
  test(name, () => {
    const want = wantOf(settings, { tasks, analyses }, { neverShutdownFixedWorkers: never });
    if (typeof wants === 'number') assert.is(want.ok ? want.workers : want.problem, wants);
    else assert.match(want.ok ? String(want.workers) : want.problem, wants);
  });
}

test('settings that are no object are a problem, not a crash', () => {
  for (const settings of [undefined, null, 7, 'FIXED_WORKERS', [], [fixed]]) {
    const want = wantOf(settings, { tasks: 1, analyses: 1 }, { neverShutdownFixedWorkers: false });
    assert.is(want.ok, false);
    assert.is(isFilled(settings), false);
    assert.is(floorOf(settings), 0);
  }
});

test('whatever the API says, the answer is a problem or a whole number of 0 or more', () => {
  const anything = fc.record(
    {
      scaling_strategy: fc.oneof(
        fc.constantFrom('FIXED_WORKERS', 'QUEUE_LOAD', 'DYNAMIC_TASKS'),
        fc.jsonValue(),
      ),
      worker_count_fixed: fc.oneof(fc.nat(), fc.jsonValue()),
      worker_count_max: fc.oneof(fc.nat(), fc.jsonValue()),
      worker_count_min: fc.oneof(fc.nat(), fc.jsonValue()),
      chunks_per_worker: fc.oneof(fc.nat(), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anything, fc.nat(), fc.nat(), fc.boolean(), (settings, tasks, analyses, never) => {
      const want: Want = wantOf(
        settings,
        { tasks, analyses },
        { neverShutdownFixedWorkers: never },
      );
      assert.ok(!want.ok || (Number.isSafeInteger(want.workers) && want.workers >= 0));
    }),
  );
});

test.run();
