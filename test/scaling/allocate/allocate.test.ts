import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../../src/model/units.ts';
import { allocate } from '../../../src/scaling/allocate/allocate.ts';
import type { Claimant } from '../../../src/scaling/allocate/claimant.ts';
import { amounts, claimant } from './claims.ts';

const minutes = (count: number) => millis(count * 60_000);

const cases: readonly {
  readonly name: string;
  readonly quota: Readonly<Record<string, number>>;
  readonly pools: readonly Claimant[];
  readonly workers: Readonly<Record<string, number>>;
  readonly limitedBy?: Readonly<Record<string, string>>;
  readonly overQuota?: readonly string[];
}[] = [
  {
    name: 'where there is enough everybody has what it wants',
    quota: { pods: 6 },
    pools: [claimant('a'), claimant('b')],
    workers: { a: 3, b: 3 },
  },
  {
    name: 'what a small wish leaves is shared by the others, the odd one goes to the first by name',
    quota: { pods: 10 },
    pools: [
      claimant('c', { demand: 9 }),
      claimant('b', { demand: 9 }),
      claimant('a', { demand: 3 }),
    ],
    workers: { a: 3, b: 4, c: 3 },
    limitedBy: { b: 'pods', c: 'pods' },
  },
  {
    name: 'twice the weight is twice the share',
    quota: { pods: 9 },
    pools: [claimant('a', { demand: 9 }), claimant('b', { demand: 9, weight: 2 })],
    workers: { a: 3, b: 6 },
    limitedBy: { a: 'pods', b: 'pods' },
  },
  {
    name: 'a floor counts as what one has already',
    quota: { pods: 6 },
    pools: [claimant('a', { demand: 9, floor: 4 }), claimant('b', { demand: 9 })],
    workers: { a: 4, b: 2 },
    limitedBy: { a: 'pods', b: 'pods' },
  },
  {
    name: 'floors above the quota stay, and nobody gets more of what they overdraw',
    quota: { cpu: 4, pods: 9 },
    pools: [
      claimant('a', { request: amounts({ cpu: 3, pods: 1 }), floor: 2 }),
      claimant('b', { request: amounts({ cpu: 1, pods: 1 }) }),
      claimant('c'),
    ],
    workers: { a: 2, b: 0, c: 3 },
    limitedBy: { a: 'cpu', b: 'cpu' },
    overQuota: ['cpu'],
  },
  {
    name: 'the dominant share decides: nine processors and eighteen of memory, as in the paper on it',
    quota: { cpu: 9, memory: 18 },
    pools: [
      claimant('a', { request: amounts({ cpu: 1, memory: 4 }), demand: 99 }),
      claimant('b', { request: amounts({ cpu: 3, memory: 1 }), demand: 99 }),
    ],
    workers: { a: 3, b: 2 },
    limitedBy: { a: 'cpu', b: 'cpu' },
  },
  {
    name: 'a large worker has its turn before small ones fill the quota, and more than half of it',
    quota: { cpu: 21 },
    pools: [
      claimant('large', { request: amounts({ cpu: 11 }), demand: 9 }),
      claimant('small', { request: amounts({ cpu: 1 }), demand: 99, backlog: 1_000 }),
    ],
    workers: { large: 1, small: 10 },
    limitedBy: { large: 'cpu', small: 'cpu' },
  },
  {
    name: 'a higher priority is served before a lower one has more than its floor',
    quota: { pods: 5 },
    pools: [
      claimant('high', { priority: 7, demand: 4 }),
      claimant('low', { priority: -1, floor: 1, demand: 9, backlog: 999, waited: minutes(99) }),
    ],
    workers: { high: 4, low: 1 },
    limitedBy: { low: 'pods' },
  },
  {
    name: 'who takes nothing that is limited has all it wants',
    quota: { gpu: 1 },
    pools: [claimant('a', { demand: 5_000 }), claimant('b', { request: amounts({ gpu: 0 }) })],
    workers: { a: 5_000, b: 3 },
  },
  {
    name: 'of nothing nobody gets any',
    quota: { pods: 0 },
    pools: [claimant('a'), claimant('b', { demand: 0 })],
    workers: { a: 0, b: 0 },
    limitedBy: { a: 'pods' },
  },
  {
    name: 'a pool that no quota could ever hold does not keep the others from theirs',
    quota: { cpu: 4, gpu: 0 },
    pools: [
      claimant('a', { request: amounts({ cpu: 1, gpu: 1 }) }),
      claimant('b', { request: amounts({ cpu: 5 }) }),
      claimant('c', { request: amounts({ cpu: 1 }) }),
    ],
    workers: { a: 0, b: 0, c: 3 },
    limitedBy: { a: 'gpu', b: 'cpu' },
  },
  {
    name: 'a hundred times the queue is ten times as urgent, in one half of the quota',
    quota: { pods: 44 },
    pools: [
      claimant('a', { demand: 99, backlog: 10 }),
      claimant('b', { demand: 99, backlog: 1_000 }),
    ],
    workers: { a: 11, b: 33 },
    limitedBy: { a: 'pods', b: 'pods' },
  },
  {
    name: 'floors below what pools get anyway move no share',
    quota: { pods: 44 },
    pools: [
      claimant('a', { demand: 99, backlog: 10, floor: 7 }),
      claimant('b', { demand: 99, backlog: 1_000, floor: 10 }),
    ],
    workers: { a: 11, b: 33 },
    limitedBy: { a: 'pods', b: 'pods' },
  },
  {
    name: 'three minutes of waiting make a pool four times as urgent',
    quota: { pods: 10 },
    pools: [claimant('a', { demand: 99 }), claimant('b', { demand: 99, waited: minutes(3) })],
    workers: { a: 3, b: 7 },
    limitedBy: { a: 'pods', b: 'pods' },
  },
  {
    name: 'who has waited for days is as urgent as who has waited for seven minutes',
    quota: { pods: 20 },
    pools: [
      claimant('a', { demand: 99, waited: minutes(7) }),
      claimant('b', { demand: 99, waited: minutes(9_999) }),
    ],
    workers: { a: 10, b: 10 },
    limitedBy: { a: 'pods', b: 'pods' },
  },
  {
    name: 'without a queue the wish is the queue',
    quota: { pods: 10 },
    pools: [without(claimant('a', { demand: 16 })), claimant('b', { demand: 99, backlog: 16 })],
    workers: { a: 5, b: 5 },
    limitedBy: { a: 'pods', b: 'pods' },
  },
];

for (const { name, quota, pools, workers, limitedBy = {}, overQuota = [] } of cases) {
  test(name, () => {
    const allotment = allocate(amounts(quota), pools);
    assert.equal(Object.fromEntries(allotment.workers), workersOf(pools, workers));
    assert.equal(new Map([...allotment.limitedBy].sort()), new Map(Object.entries(limitedBy)));
    assert.equal(allotment.overQuota, overQuota);
  });
}

test('billions of workers are shared to the last one', () => {
  const pools = [1, 2, 3].map((weight) =>
    claimant(`weighs-${weight}`, { weight, demand: Number.MAX_SAFE_INTEGER }),
  );
  const { workers } = allocate(amounts({ pods: 6_000_000_000_001 }), pools);
  assert.equal([...workers.values()], [1_000_000_000_001, 2_000_000_000_000, 3_000_000_000_000]);
});

test('a level that doubles put too high is taken back', () => {
  const pools = [
    claimant('a', { request: amounts({ cpu: 90 }), demand: 4e15, weight: 3 }),
    claimant('b', { request: amounts({ cpu: 8 }), demand: 2 ** 53, weight: 3, backlog: 1_000 }),
  ];
  const { workers } = allocate(new Map([['cpu', 148n * 10n ** 15n]]), pools);
  // b is far more urgent and has all it wants; what is left holds so many of a.
  const left = 148n * 10n ** 15n - 8n * BigInt(Number.MAX_SAFE_INTEGER);
  assert.equal([...workers.values()], [Number(left / 90n), Number.MAX_SAFE_INTEGER]);
});

test('amounts beyond every double are counted exactly', () => {
  const huge = 10n ** 400n;
  const request = new Map([['memory', huge]]);
  const quota = new Map([['memory', 7n * huge + huge - 1n]]);
  const pools = ['a', 'b'].map((id) => claimant(id, { request, demand: 99 }));
  assert.equal([...allocate(quota, pools).workers.values()], [4, 3]);
});

test('quotas and requests below zero are none', () => {
  const request = amounts({ cpu: -1, pods: 1 });
  const { workers } = allocate(amounts({ cpu: 5, pods: -5 }), [claimant('a', { request })]);
  assert.is(workers.get('a'), 0);
});

test.run();

function workersOf(pools: readonly Claimant[], workers: Readonly<Record<string, number>>) {
  return Object.fromEntries(pools.map(({ id }) => [id, workers[id]]));
}

function without({ backlog: _, ...pool }: Claimant): Claimant {
  return pool;
}
