import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../src/model/units.ts';
import { decidePool } from '../../src/scaling/decide.ts';
import { emptyMemory } from '../../src/scaling/memory.ts';
import type { PoolInput } from '../../src/scaling/pool-input.ts';
import { at, now, poolInput, scaling, seen } from './pool-input.ts';

const pin = (workers: number, until = 600) =>
  ({ kind: 'pin', workers, until: at(until), because: 'a migration' }) as const;
const pause = { kind: 'pause', until: at(600), because: 'a look' } as const;

interface Case {
  readonly name: string;
  readonly input: PoolInput;
  readonly replicas: number;
  readonly rules: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'busy workers stay when the work is done elsewhere',
    input: poolInput({ current: 9, busy: 4 }),
    replicas: 4,
    rules: ['idle', 'busyWorkers'],
  },
  {
    name: 'no more go at once than are known to be idle',
    input: poolInput({ current: 9, busy: 2, idle: 3 }),
    replicas: 6,
    rules: ['idle', 'busyWorkers'],
  },
  {
    name: 'where nobody is idle nobody goes',
    input: poolInput({ current: 9, idle: 0 }),
    replicas: 9,
    rules: ['idle', 'busyWorkers'],
  },
  {
    name: 'where nobody says who is idle all may go',
    input: poolInput({ current: 9 }),
    replicas: 0,
    rules: ['idle'],
  },
  {
    name: 'more busy workers than there are raise nothing',
    input: poolInput({ current: 2, busy: 5 }),
    replicas: 2,
    rules: ['idle', 'busyWorkers'],
  },
  {
    name: 'a pool above its maximum gives up idle workers only',
    input: poolInput({
      scaling: scaling({ max: 3 }),
      current: 9,
      idle: 2,
      observation: seen(0, 9),
    }),
    replicas: 7,
    rules: ['backlog', 'max', 'busyWorkers'],
  },
  {
    name: 'a minimum is met although nothing waits',
    input: poolInput({ scaling: scaling({ min: 2 }) }),
    replicas: 2,
    rules: ['idle', 'min'],
  },
  {
    name: 'of a minimum above the maximum the maximum counts',
    input: poolInput({ scaling: scaling({ min: 9, max: 4 }) }),
    replicas: 4,
    rules: ['idle', 'min'],
  },
  {
    name: 'a pin is exact, above the maximum and during the hold',
    input: poolInput({ scaling: scaling({ max: 3 }), current: 2, intervention: pin(7) }),
    replicas: 7,
    rules: ['idle', 'pin'],
  },
  {
    name: 'a pin does not wait for a rate',
    input: poolInput({
      scaling: scaling({ up: { workers: 1, per: millis(60_000) } }),
      intervention: pin(7),
    }),
    replicas: 7,
    rules: ['idle', 'pin'],
  },
  {
    name: 'a pin lowers even while the runtime starts',
    input: poolInput({
      scaling: scaling({ hold: millis(60_000) }),
      current: 9,
      observation: {},
      memory: emptyMemory(at(0)),
      intervention: pin(3),
    }),
    replicas: 3,
    rules: ['starting', 'pin'],
  },
  {
    name: 'a pin takes no busy worker',
    input: poolInput({ current: 9, busy: 5, intervention: pin(3) }),
    replicas: 5,
    rules: ['idle', 'pin', 'busyWorkers'],
  },
  {
    name: 'a pin to no workers is a pin',
    input: poolInput({ current: 9, observation: seen(0, 9), intervention: pin(0) }),
    replicas: 0,
    rules: ['backlog', 'pin'],
  },
  {
    name: 'a pin that has ended is as if it were not there',
    input: poolInput({ intervention: pin(7, 1) }),
    replicas: 0,
    rules: ['idle'],
  },
  {
    name: 'a paused pool neither rises nor falls',
    input: poolInput({
      scaling: scaling({ min: 8 }),
      current: 5,
      observation: seen(0, 30),
      intervention: pause,
    }),
    replicas: 5,
    rules: ['backlog', 'pause'],
  },
];

for (const { name, input, replicas, rules } of cases) {
  test(name, () => {
    const decision = decidePool(input, now(1));
    assert.is(decision.replicas, replicas);
    assert.equal(
      decision.reasons.map(({ rule }) => rule),
      rules,
    );
  });
}

test('what a pool wants is told beside a pin', () => {
  const input = poolInput({ current: 9, observation: seen(0, 12), intervention: pin(3) });
  assert.is(decidePool(input, now(1)).wanted, 12);
});

test('a decision says when its pin ends, on the clock that never jumps', () => {
  const input = poolInput({
    scaling: scaling({ pollingInterval: millis(3_600_000) }),
    intervention: pin(3),
  });
  const { again } = decidePool(input, { now: at(1), wall: at(501) });
  assert.is(again, at(100));
});

test.run();
