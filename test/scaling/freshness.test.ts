import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../src/model/units.ts';
import { decidePool } from '../../src/scaling/decide.ts';
import type { PoolInput } from '../../src/scaling/pool-input.ts';
import { at, now, poolInput, scaling, seen } from './pool-input.ts';

const signals: readonly {
  name: string;
  input: PoolInput;
  second: number;
  replicas: number;
  freshness: string;
}[] = [
  {
    name: 'a sample of two intervals ago still lowers',
    input: poolInput({ current: 5, observation: seen(0, 1) }),
    second: 30,
    replicas: 1,
    freshness: 'fresh',
  },
  {
    name: 'an older sample lowers nothing',
    input: poolInput({ current: 5, observation: seen(0, 1) }),
    second: 31,
    replicas: 5,
    freshness: 'stale',
  },
  {
    name: 'what a source is late by itself is not held against its sample',
    input: poolInput({
      current: 5,
      observation: { sample: { ...seen(0, 1).sample!, lag: millis(10_000) } },
    }),
    second: 40,
    replicas: 1,
    freshness: 'fresh',
  },
  {
    name: 'a source that says to be an hour late is believed for a minute',
    input: poolInput({
      current: 5,
      observation: { sample: { ...seen(0, 1).sample!, lag: millis(3_600_000) } },
    }),
    second: 91,
    replicas: 5,
    freshness: 'stale',
  },
  {
    name: 'an older sample still raises',
    input: poolInput({ current: 5, observation: seen(0, 9) }),
    second: 31,
    replicas: 9,
    freshness: 'stale',
  },
  {
    name: 'a sample older than holdFor does not even raise',
    input: poolInput({ current: 5, observation: seen(0, 9) }),
    second: 601,
    replicas: 5,
    freshness: 'lost',
  },
  {
    name: 'a gap that is newer than a fresh sample takes nothing from it',
    input: poolInput({
      current: 5,
      observation: { ...seen(0, 1), gap: { because: 'no route', since: at(5) } },
    }),
    second: 10,
    replicas: 1,
    freshness: 'fresh',
  },
  {
    name: 'nothing is lowered before the first answer',
    input: poolInput({
      current: 5,
      observation: {},
      memory: { since: at(0), wishes: [], moves: [] },
    }),
    second: 300,
    replicas: 5,
    freshness: 'never',
  },
  {
    name: 'the minimum is met before the first answer',
    input: poolInput({
      scaling: scaling({ min: 3 }),
      current: 1,
      observation: {},
      memory: { since: at(0), wishes: [], moves: [] },
    }),
    second: 300,
    replicas: 3,
    freshness: 'never',
  },
  {
    name: 'a signal that never answered is lost after holdFor and holds what there is',
    input: poolInput({
      current: 5,
      observation: {},
      memory: { since: at(0), wishes: [], moves: [] },
    }),
    second: 601,
    replicas: 5,
    freshness: 'lost',
  },
  {
    name: 'the fallback may lower to exactly its number',
    input: poolInput({
      scaling: scaling({ onSignalLoss: { holdFor: millis(600_000), next: { workers: 2 } } }),
      current: 5,
    }),
    second: 601,
    replicas: 2,
    freshness: 'lost',
  },
  {
    name: 'the fallback atLeast raises to its number',
    input: poolInput({
      scaling: scaling({ onSignalLoss: { holdFor: millis(600_000), next: { atLeast: 7 } } }),
      current: 5,
    }),
    second: 601,
    replicas: 7,
    freshness: 'lost',
  },
  {
    name: 'the fallback atLeast keeps what is more',
    input: poolInput({
      scaling: scaling({ onSignalLoss: { holdFor: millis(600_000), next: { atLeast: 2 } } }),
      current: 5,
    }),
    second: 601,
    replicas: 5,
    freshness: 'lost',
  },
  {
    name: 'a signal that is read every second is fresh for five',
    input: poolInput({
      scaling: scaling({ pollingInterval: millis(1_000) }),
      current: 5,
      observation: seen(0, 1),
    }),
    second: 5,
    replicas: 1,
    freshness: 'fresh',
  },
  {
    name: 'a sample with a number that is none counts as no answer',
    input: poolInput({
      current: 5,
      observation: seen(0, Number.NaN),
      memory: { since: at(0), wishes: [], moves: [] },
    }),
    second: 1,
    replicas: 5,
    freshness: 'never',
  },
  {
    name: 'a negative backlog counts as no answer',
    input: poolInput({
      current: 5,
      observation: seen(0, -1),
      memory: { since: at(0), wishes: [], moves: [] },
    }),
    second: 1,
    replicas: 5,
    freshness: 'never',
  },
];

for (const { name, input, second, replicas, freshness } of signals) {
  test(name, () => {
    const decision = decidePool(input, now(second));
    assert.is(decision.replicas, replicas);
    assert.is(decision.freshness, freshness);
  });
}

test('a decision says when its sample grows old', () => {
  const { again } = decidePool(poolInput({ observation: seen(0, 4) }), now(10));
  assert.is(again, at(30) + 1);
});

test('a sample from the future is as old as its arrival, and does not stay fresh for ever', () => {
  const future = { load: { units: 0 }, sampledAt: at(90_000), arrivedAt: at(0) };
  const decision = decidePool(poolInput({ current: 5, observation: { sample: future } }), now(31));
  assert.is(decision.freshness, 'stale');
  assert.is(decision.replicas, 5);
});

test.run();
