import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Scaling } from '../../src/model/scaling.ts';
import { millis } from '../../src/model/units.ts';
import { at, type Moment, poolInput, scaling, tell } from './pool-input.ts';

const per = millis(60_000);

interface Story {
  readonly name: string;
  readonly rates: Pick<Scaling, 'up' | 'down'>;
  readonly start?: number;
  readonly moments: readonly Moment[];
  readonly replicas: readonly number[];
}

const stories: readonly Story[] = [
  {
    name: 'no more workers are added in a period than the rate allows',
    rates: { up: { workers: 4, per } },
    moments: [0, 15, 59, 60, 91].map((second) => ({ second, units: 20 })),
    replicas: [4, 4, 4, 8, 8],
  },
  {
    name: 'of workers and percent the larger step counts',
    rates: { up: { workers: 4, percent: 100, per } },
    start: 6,
    moments: [{ second: 0, units: 50 }],
    replicas: [12],
  },
  {
    name: 'ten percent of a hundred are ten and not eleven',
    rates: { up: { percent: 10, per } },
    start: 30,
    moments: [{ second: 0, units: 50 }],
    replicas: [33],
  },
  {
    name: 'a percentage of no workers lets one begin',
    rates: { up: { percent: 100, per } },
    moments: [
      { second: 0, units: 50 },
      { second: 61, units: 50 },
      { second: 122, units: 50 },
    ],
    replicas: [1, 2, 4],
  },
  {
    name: 'no more workers go in a period than the rate allows',
    rates: { down: { workers: 2, per } },
    start: 9,
    moments: [0, 30, 61, 91].map((second) => ({ second, units: 0 })),
    replicas: [7, 7, 5, 5],
  },
  {
    name: 'a percentage of one worker lets it go',
    rates: { down: { percent: 10, per } },
    start: 1,
    moments: [{ second: 0, units: 0 }],
    replicas: [0],
  },
  {
    name: 'what somebody else added counts against the rate',
    rates: { up: { workers: 4, per } },
    start: 2,
    moments: [
      { second: 0, units: 2 },
      { second: 15, units: 20, current: 5 },
      { second: 76, units: 20 },
    ],
    replicas: [2, 6, 10],
  },
  {
    name: 'what somebody else removed may be put back',
    rates: { up: { workers: 1, per } },
    start: 8,
    moments: [
      { second: 0, units: 8 },
      { second: 15, units: 8, current: 3 },
    ],
    replicas: [8, 8],
  },
  {
    name: 'more than the rate added by others is not taken back',
    rates: { up: { workers: 2, per } },
    start: 2,
    moments: [
      { second: 0, units: 2 },
      { second: 15, units: 20, current: 9 },
    ],
    replicas: [2, 9],
  },
];

for (const { name, rates, start = 0, moments, replicas } of stories) {
  test(name, () => {
    const input = poolInput({ scaling: scaling(rates), current: start });
    assert.equal(
      tell(input, moments).map((decision) => decision.replicas),
      replicas,
    );
  });
}

test('a patch that failed uses nothing of the rate up', () => {
  const input = poolInput({ scaling: scaling({ up: { workers: 4, per } }) });
  const [, second] = tell(input, [
    { second: 0, units: 20 },
    { second: 15, units: 20, current: 0 },
  ]);
  assert.is(second?.replicas, 4);
});

test('a decision says when the rate lets it go further', () => {
  const input = poolInput({ scaling: scaling({ up: { workers: 4, per }, pollingInterval: per }) });
  const told = tell(input, [
    { second: 0, units: 20 },
    { second: 15, units: 20 },
  ]);
  assert.equal(told[1]?.reasons.at(-1), { rule: 'rate', direction: 'up', wanted: 20, workers: 4 });
  assert.is(told[1]?.again, at(60));
});

test('the memory of moves is bounded', () => {
  const input = poolInput({ scaling: scaling({ up: { workers: 50, per: millis(10_000_000) } }) });
  const moments = Array.from({ length: 300 }, (_, second) => ({
    second,
    units: second % 7,
    current: second % 5,
  }));
  for (const { memory } of tell(input, moments)) assert.ok(memory.moves.length <= 64);
});

test.run();
