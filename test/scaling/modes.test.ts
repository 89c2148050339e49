import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Demand } from '../../src/model/scaling.ts';
import { millis } from '../../src/model/units.ts';
import { decidePool } from '../../src/scaling/decide.ts';
import { ask } from '../../src/scaling/demand/ask.ts';
import type { Load } from '../../src/scaling/observation.ts';
import type { PoolInput } from '../../src/scaling/pool-input.ts';
import { now, poolInput, sample, scaling, seen } from './pool-input.ts';

const minute = millis(60_000);

function modeOf(demand: Demand<unknown>, load: number | Load, change: Partial<PoolInput> = {}) {
  return poolInput({ scaling: scaling({ demand }), observation: seen(0, load), ...change });
}

const platform = (settings: unknown, tasks: number, analyses: number): Load => ({
  units: tasks,
  platform: { tasks, analyses, priority: 1, settings },
});
const dynamic = { scaling_strategy: 'DYNAMIC_TASKS', worker_count_max: 12, chunks_per_worker: 25 };
const signal = 'queue';

const modes: readonly { name: string; input: PoolInput; replicas: number; rule: string }[] = [
  {
    name: 'mode fixed has its number without any signal',
    input: poolInput({
      scaling: scaling({ demand: { mode: 'fixed', workers: 3 } }),
      observation: {},
    }),
    replicas: 3,
    rule: 'fixed',
  },
  {
    name: 'mode manual has the number asked for',
    input: poolInput({
      scaling: scaling({ demand: { mode: 'manual', workers: 4 } }),
      observation: {},
    }),
    replicas: 4,
    rule: 'manual',
  },
  {
    name: 'a busy pool has all its workers however little waits',
    input: modeOf({ mode: 'whileBusy', signal, workers: 7 }, 1),
    replicas: 7,
    rule: 'busy',
  },
  {
    name: 'a pool that is busy by less than one unit has all its workers',
    input: modeOf({ mode: 'whileBusy', signal, workers: 7 }, 0.2),
    replicas: 7,
    rule: 'busy',
  },
  {
    name: 'a pool without work goes to its minimum',
    input: modeOf({ mode: 'whileBusy', signal, workers: 7 }, 0, { current: 7 }),
    replicas: 0,
    rule: 'idle',
  },
  {
    name: 'a part of a worker is a whole worker',
    input: modeOf({ mode: 'proportional', signal, unitsPerWorker: 5 }, 11),
    replicas: 3,
    rule: 'backlog',
  },
  {
    name: 'a share outside of a group is one worker a unit',
    input: modeOf({ mode: 'share', signal, formula: 'roster', weight: 1 }, 9),
    replicas: 9,
    rule: 'share',
  },
  {
    name: 'each node gets one worker',
    input: modeOf({ mode: 'perNode', nodes: {} }, 6),
    replicas: 6,
    rule: 'nodes',
  },
  {
    name: 'the strategy of the platform counts tasks by chunks',
    input: modeOf({ mode: 'platform', signal }, platform(dynamic, 60, 1)),
    replicas: 3,
    rule: 'platform',
  },
  {
    name: 'the maximum of the policy bounds the strategy of the platform',
    input: poolInput({
      scaling: scaling({ demand: { mode: 'platform', signal }, max: 2 }),
      observation: seen(0, platform(dynamic, 60, 1)),
    }),
    replicas: 2,
    rule: 'max',
  },
  {
    name: 'a busy model with settings that nobody can follow keeps its workers',
    input: modeOf({ mode: 'platform', signal }, platform({ scaling_strategy: 'X' }, 5, 1), {
      current: 4,
    }),
    replicas: 4,
    rule: 'platformSettings',
  },
  {
    name: 'an idle model with settings that nobody can follow goes to its minimum',
    input: modeOf({ mode: 'platform', signal }, platform({ scaling_strategy: 'X' }, 0, 0), {
      current: 4,
    }),
    replicas: 0,
    rule: 'platformSettings',
  },
  {
    name: 'a model without settings is left alone even when it is idle',
    input: modeOf({ mode: 'platform', signal }, platform({}, 0, 0), { current: 4 }),
    replicas: 4,
    rule: 'platformSettings',
  },
  {
    name: 'a pool of an HPA keeps the number that the HPA gave it',
    input: poolInput({
      scaling: scaling({ demand: { mode: 'utilization' } }),
      observation: {},
      current: 5,
    }),
    replicas: 5,
    rule: 'notScaled',
  },
  {
    name: 'a backlog that needs 8 workers by the given service time has 8',
    input: modeOf(
      { mode: 'deadline', signal, drain: { within: millis(600_000) }, serviceTime: minute },
      64,
    ),
    replicas: 8,
    rule: 'deadline',
  },
];

for (const { name, input, replicas, rule } of modes) {
  test(name, () => {
    const decision = decidePool(input, now(1));
    assert.is(decision.replicas, replicas);
    assert.is(decision.reasons.at(-1)?.rule, rule);
  });
}

test('a mode without a signal asks for its number whatever a sample says', () => {
  const input = poolInput({ scaling: scaling({ demand: { mode: 'fixed', workers: 3 } }) });
  assert.is(ask(input, sample(0, 9), now(0), undefined).workers, 3);
});

test.run();
