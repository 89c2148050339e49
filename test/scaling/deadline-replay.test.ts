import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Demand } from '../../src/model/scaling.ts';
import { millis } from '../../src/model/units.ts';
import { decidePool } from '../../src/scaling/decide.ts';
import { emptyMemory } from '../../src/scaling/memory.ts';
import { now, poolInput, scaling, seen } from './pool-input.ts';

interface Work {
  readonly units: number;
  /** Seconds that a unit takes. */
  readonly each: number;
  /** Units that arrive in a second. */
  readonly arrivals: number;
  readonly given: boolean;
}

/** Works a backlog off until 13:00, an hour away, in steps of 15 seconds; says when it was gone and the most workers there were. */
function replay({ units, each, arrivals, given }: Work) {
  const demand: Demand<unknown> = {
    mode: 'deadline',
    signal: 'queue',
    drain: { by: '13:00', timezone: 'Etc/UTC' },
    ...(given && { serviceTime: millis(each * 1_000) }),
  };
  let input = poolInput({
    scaling: scaling({ demand, max: 1_000, hold: millis(120_000) }),
    memory: emptyMemory(now(-600).now),
  });
  let backlog = units;
  let most = 0;
  for (let second = 0; second < 3_600; second += 15) {
    input = { ...input, observation: seen(second, Math.ceil(backlog)) };
    const { replicas, memory } = decidePool(input, now(second));
    most = Math.max(most, replicas);
    backlog += 15 * arrivals - Math.min(backlog, (15 * replicas) / each);
    if (backlog <= 0.5) return { done: second, most };
    input = { ...input, current: replicas, ready: replicas, memory };
  }
  return { done: Number.POSITIVE_INFINITY, most };
}

const feasible: readonly (Work & { readonly name: string; readonly most: number })[] = [
  { name: 'a given service time', units: 480, each: 60, arrivals: 0, given: true, most: 10 },
  { name: 'many short units', units: 5_000, each: 2, arrivals: 0, given: true, most: 4 },
  { name: 'few long units', units: 12, each: 1_200, arrivals: 0, given: true, most: 12 },
  {
    name: 'a service time that is learnt',
    units: 480,
    each: 60,
    arrivals: 0,
    given: false,
    most: 16,
  },
  {
    name: 'short units whose time is learnt',
    units: 5_000,
    each: 2,
    arrivals: 0,
    given: false,
    most: 8,
  },
];

for (const { name, most, ...work } of feasible) {
  test(`a backlog of ${name} is gone in time, with ${most} workers at most`, () => {
    const result = replay(work);
    assert.ok(result.done < 3_600, `gone at ${result.done}`);
    assert.ok(result.most <= most, `${result.most} workers`);
  });
}

test('units that go on arriving are counted in', () => {
  const still = replay({ units: 480, each: 60, arrivals: 0, given: true });
  const busy = replay({ units: 480, each: 60, arrivals: 0.1, given: true });
  // 0.1 units a second of a minute each keep 6 workers busy, 7.5 at eight tenths
  assert.ok(busy.most >= still.most + 6 && busy.most <= still.most + 12, `${busy.most} workers`);
});

test.run();
