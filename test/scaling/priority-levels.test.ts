import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../src/model/units.ts';
import { decideGroup } from '../../src/scaling/decide.ts';
import type { PoolInput } from '../../src/scaling/pool-input.ts';
import { group, numbers, pool } from './group-input.ts';
import { at, now, scaling, seen } from './pool-input.ts';

function model(id: string, priority: number, tasks: number, current: number): PoolInput {
  const settings = { scaling_strategy: 'QUEUE_LOAD', worker_count_max: 5 };
  const platform = { tasks, analyses: tasks, priority, settings };
  return pool(id, 0, {
    current,
    observation: seen(0, { units: tasks, platform }),
    scaling: scaling({ demand: { mode: 'platform', signal: 'model' } }),
  });
}

test('only the highest priorities of busy pools are served, the others count as idle', () => {
  const pools = [model('a', 9, 3, 0), model('b', 4, 3, 2), model('c', 2, 3, 3)];
  const decision = decideGroup(group(20, { priorityLevels: 2 }), pools, now(1));
  assert.equal(numbers(decision), { a: 3, b: 3, c: 0 });
  assert.equal(decision.decisions.get('c')?.reasons[0], {
    rule: 'priority',
    priority: 2,
    workers: 0,
  });
});

test('a pool that is not served gives up its workers only after the hold', () => {
  const held = {
    ...model('c', 2, 3, 3),
    memory: { since: at(-3_600), wishes: [{ at: at(0), workers: 3 }], moves: [] },
  };
  const slow = { ...held, scaling: { ...held.scaling, hold: millis(20_000) } };
  const decision = decideGroup(
    group(20, { priorityLevels: 1 }),
    [model('a', 9, 3, 0), slow],
    now(1),
  );
  assert.equal(numbers(decision), { a: 3, c: 3 });
});

test('equal priorities are one level', () => {
  const pools = [model('a', 4, 3, 0), model('b', 4, 3, 0), model('c', 4, 3, 0)];
  assert.equal(numbers(decideGroup(group(20, { priorityLevels: 1 }), pools, now(1))), {
    a: 3,
    b: 3,
    c: 3,
  });
});

test('an idle pool takes no level', () => {
  const pools = [model('a', 9, 0, 0), model('b', 4, 3, 0)];
  assert.equal(numbers(decideGroup(group(20, { priorityLevels: 1 }), pools, now(1))), {
    a: 0,
    b: 3,
  });
});

test('a higher priority is served first where the quota is short', () => {
  const pools = [model('a', 2, 5, 0), model('b', 9, 5, 0)];
  assert.equal(numbers(decideGroup(group(6), pools, now(1))), { a: 1, b: 5 });
});

test.run();
