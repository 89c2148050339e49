import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../src/model/units.ts';
import { hold } from '../../src/scaling/hold.ts';
import type { Wish } from '../../src/scaling/memory.ts';
import { emptyMemory } from '../../src/scaling/memory.ts';
import { at, type Moment, poolInput, scaling, seen, tell } from './pool-input.ts';

const held = poolInput({ scaling: scaling({ hold: millis(60_000) }) });

const stories: readonly {
  name: string;
  moments: readonly Moment[];
  replicas: readonly number[];
}[] = [
  {
    name: 'a raise is made at once',
    moments: [
      { second: 0, units: 3 },
      { second: 1, units: 9 },
    ],
    replicas: [3, 9],
  },
  {
    name: 'a drop inside the hold keeps the workers',
    moments: [
      { second: 0, units: 9 },
      { second: 15, units: 2 },
      { second: 74, units: 2 },
    ],
    replicas: [9, 9, 9],
  },
  {
    name: 'the wish for fewer has to last as long as the hold',
    moments: [
      { second: 0, units: 9 },
      { second: 15, units: 2 },
      { second: 75, units: 2 },
    ],
    replicas: [9, 9, 2],
  },
  {
    name: 'a wish lasts until another takes its place, however rarely somebody decides',
    moments: [
      { second: 0, units: 9 },
      { second: 50, units: 2 },
      { second: 65, units: 2 },
      { second: 110, units: 2 },
    ],
    replicas: [9, 9, 9, 2],
  },
  {
    name: 'the number falls to the highest wish of the hold and not to the last',
    moments: [
      { second: 0, units: 9 },
      { second: 10, units: 5 },
      { second: 20, units: 2 },
      { second: 71, units: 2 },
      { second: 81, units: 2 },
    ],
    replicas: [9, 9, 9, 5, 2],
  },
  {
    name: 'a higher wish makes the hold begin again',
    moments: [
      { second: 0, units: 9 },
      { second: 10, units: 0 },
      { second: 60, units: 4 },
      { second: 71, units: 0 },
      { second: 130, units: 0 },
      { second: 131, units: 0 },
    ],
    replicas: [9, 9, 9, 4, 4, 0],
  },
  {
    name: 'the hold begins anew when a signal answers again after a gap',
    moments: [
      { second: 0, units: 9 },
      { second: 15, units: 2 },
      { second: 100 },
      { second: 101, units: 2 },
      { second: 160, units: 2 },
      { second: 161, units: 2 },
    ],
    replicas: [9, 9, 9, 9, 9, 2],
  },
  {
    name: 'messages that say idle again and again do not put the end off',
    moments: Array.from({ length: 9 }, (_, index) => ({
      second: index * 10,
      units: index === 0 ? 9 : 0,
    })),
    replicas: [9, 9, 9, 9, 9, 9, 9, 0, 0],
  },
];

for (const { name, moments, replicas } of stories) {
  test(name, () =>
    assert.equal(
      tell(held, moments).map((decision) => decision.replicas),
      replicas,
    ),
  );
}

test('a decision says until when it holds and when to look again', () => {
  const [, decision] = tell(held, [
    { second: 0, units: 9 },
    { second: 15, units: 2 },
  ]);
  assert.equal(decision?.reasons.at(-1), { rule: 'hold', until: at(75), workers: 9 });
  assert.is(decision?.again, at(45) + 1); // the sample grows old before
});

test('a decision that waits for nothing but the hold says when that ends', () => {
  const manual = (workers: number) =>
    scaling({ demand: { mode: 'manual', workers }, hold: millis(60_000) });
  const [, decision] = tell(poolInput({ scaling: manual(9) }), [
    { second: 0 },
    { second: 15, scaling: manual(2) },
  ]);
  assert.is(decision?.again, at(75));
});

test('a runtime that starts lowers nothing before the hold has passed, even by a fresh sample', () => {
  const started = poolInput({
    scaling: scaling({ hold: millis(60_000) }),
    current: 8,
    memory: emptyMemory(at(0)),
  });
  const told = tell(
    started,
    [0, 30, 59, 60].map((second) => ({ second, units: 1 })),
  );
  assert.equal(
    told.map(({ replicas }) => replicas),
    [8, 8, 8, 1],
  );
  assert.is(told[0]?.reasons.at(-1)?.rule, 'starting');
});

test('a wish that shrinks for hours fills no memory and lowers nothing early', () => {
  let wishes: readonly Wish[] = [];
  for (let second = 0; second < 3_000; second++) {
    const found = hold(wishes, 10_000 - second, at(second), millis(2_000_000));
    wishes = found.wishes;
    const highest = 10_000 - Math.max(0, second - 2_000);
    assert.ok(found.workers >= highest, `second ${second}: ${found.workers} below ${highest}`);
    assert.ok(wishes.length <= 64);
  }
});

test('what a memory of another clock says of the future keeps nothing', () => {
  const strange = poolInput({
    current: 5,
    observation: seen(0, 1),
    memory: { since: at(90_000), wishes: [{ at: at(90_000), workers: 40 }], moves: [] },
  });
  const [decision] = tell(strange, [{ second: 0 }]);
  assert.is(decision?.replicas, 1);
});

test.run();
