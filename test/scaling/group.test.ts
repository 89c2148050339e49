import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../src/model/units.ts';
import { decideGroup } from '../../src/scaling/decide.ts';
import type { GroupDecision } from '../../src/scaling/group-decision.ts';
import type { GroupInput } from '../../src/scaling/group-input.ts';
import { emptyMemory } from '../../src/scaling/memory.ts';
import type { PoolInput } from '../../src/scaling/pool-input.ts';
import { billionths, group, numbers, one, pool } from './group-input.ts';
import { at, now, scaling, seen } from './pool-input.ts';

function lastRule({ decisions }: GroupDecision, id: string): string | undefined {
  return decisions.get(id)?.reasons.at(-1)?.rule;
}

interface Case {
  readonly name: string;
  readonly group: GroupInput;
  readonly pools: readonly PoolInput[];
  readonly numbers: Readonly<Record<string, number>>;
  readonly rules: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    name: 'with room for all each pool has what it wants',
    group: group(20),
    pools: [pool('a', 3), pool('b', 9)],
    numbers: { a: 3, b: 9 },
    rules: { a: 'backlog', b: 'backlog' },
  },
  {
    name: 'equal pools share a quota that is too small for both',
    group: group(10),
    pools: [pool('a', 30), pool('b', 30)],
    numbers: { a: 5, b: 5 },
    rules: { a: 'group', b: 'group' },
  },
  {
    name: 'what others take of the quota is not shared out',
    group: group(10, { others: { 'requests.cpu': billionths(4) } }),
    pools: [pool('a', 30), pool('b', 30)],
    numbers: { a: 3, b: 3 },
    rules: { a: 'group', b: 'group' },
  },
  {
    name: 'a raise waits until the pods of others have gone',
    group: group(10),
    pools: [pool('a', 30, { current: 10 }), pool('b', 30)],
    numbers: { a: 5, b: 0 },
    rules: { a: 'group', b: 'waitsForRoom' },
  },
  {
    name: 'a raise waits for pods that are going',
    group: group(10),
    pools: [pool('a', 30, { current: 5, terminating: 3 }), pool('b', 30)],
    numbers: { a: 5, b: 2 },
    rules: { a: 'group', b: 'waitsForRoom' },
  },
  {
    name: 'what is free already is taken at once',
    group: group(10),
    pools: [pool('a', 30, { current: 7 }), pool('b', 30)],
    numbers: { a: 5, b: 3 },
    rules: { a: 'group', b: 'waitsForRoom' },
  },
  {
    name: 'no busy worker goes for another pool',
    group: group(10),
    pools: [pool('a', 30, { current: 10, busy: 8 }), pool('b', 30)],
    numbers: { a: 8, b: 0 },
    rules: { a: 'group', b: 'waitsForRoom' },
  },
  {
    name: 'a quota lowered below what is used takes idle workers only',
    group: group(6),
    pools: [pool('a', 9, { current: 9, idle: 2 }), pool('b', 3, { current: 3, idle: 0 })],
    numbers: { a: 7, b: 3 },
    rules: { a: 'overQuota', b: 'backlog' },
  },
  {
    name: 'a quota of nothing lowers no busy worker',
    group: group(0),
    pools: [pool('a', 9, { current: 4, busy: 4 })],
    numbers: { a: 4 },
    rules: { a: 'overQuota' },
  },
  {
    name: 'a pool whose signal is stale keeps its workers beside a hungry one',
    group: group(10),
    pools: [pool('a', 0, { current: 8, observation: seen(-60, 0) }), pool('b', 30)],
    numbers: { a: 8, b: 2 },
    rules: { a: 'stale', b: 'group' },
  },
  {
    name: 'a pool that just began to be watched keeps its workers beside a hungry one',
    group: group(10),
    pools: [
      pool('a', 2, {
        current: 8,
        memory: emptyMemory(at(0)),
        scaling: scaling({ hold: millis(60_000) }),
      }),
      pool('b', 30),
    ],
    numbers: { a: 8, b: 2 },
    rules: { a: 'starting', b: 'group' },
  },
  {
    name: 'a paused pool keeps its workers beside a hungry one',
    group: group(10),
    pools: [
      pool('a', 0, {
        current: 8,
        intervention: { kind: 'pause', until: at(60), because: 'a look' },
      }),
      pool('b', 30),
    ],
    numbers: { a: 8, b: 2 },
    rules: { a: 'pause', b: 'group' },
  },
  {
    name: 'a pin gets no more than the quota has',
    group: group(10),
    pools: [
      pool('a', 0, { intervention: { kind: 'pin', workers: 20, until: at(60), because: 'a run' } }),
    ],
    numbers: { a: 10 },
    rules: { a: 'group' },
  },
  {
    name: 'a pinned pool keeps what it has beside a hungry one',
    group: group(10),
    pools: [
      pool('a', 0, {
        current: 8,
        intervention: { kind: 'pin', workers: 8, until: at(60), because: 'a run' },
      }),
      pool('b', 30),
    ],
    numbers: { a: 8, b: 2 },
    rules: { a: 'pin', b: 'group' },
  },
  {
    name: 'a pool that takes nothing of the quota is not limited by it',
    group: group(10, { requests: { a: { 'requests.cpu': one }, b: {} } }),
    pools: [pool('a', 30), pool('b', 30)],
    numbers: { a: 10, b: 30 },
    rules: { a: 'group', b: 'backlog' },
  },
  {
    name: 'amounts that nobody can read limit nothing and throw nothing',
    group: group(10, { quota: { 'requests.cpu': 'lots', pods: '-1' }, others: { pods: '1.5' } }),
    pools: [pool('a', 30)],
    numbers: { a: 30 },
    rules: { a: 'backlog' },
  },
];

for (const { name, group: input, pools, numbers: expected, rules } of cases) {
  test(name, () => {
    const decision = decideGroup(input, pools, now(1));
    assert.equal(numbers(decision), expected);
    for (const [id, rule] of Object.entries(rules)) assert.is(lastRule(decision, id), rule, id);
  });
}

test('the use of a group counts what is going, and being over its quota is told', () => {
  const pools = [pool('a', 9, { current: 9, busy: 9, terminating: 1 })];
  const decision = decideGroup(
    group(12, { others: { 'requests.cpu': billionths(3) } }),
    pools,
    now(1),
  );
  assert.equal(decision.used, { 'requests.cpu': billionths(10) });
  assert.equal(decision.overQuota, ['requests.cpu']);
  const within = decideGroup(
    group(13, { others: { 'requests.cpu': billionths(3) } }),
    pools,
    now(1),
  );
  assert.equal(within.overQuota, []);
});

test('shares are what the quota allots, before there is room for it', () => {
  const pools = [pool('a', 30, { current: 10 }), pool('b', 30)];
  assert.equal(Object.fromEntries(decideGroup(group(10), pools, now(1)).shares), { a: 5, b: 5 });
});

test('the longer queue gets the larger share, and noise of the queue moves nobody', () => {
  const held = scaling({ hold: millis(600_000) });
  let pools = [pool('a', 900, { scaling: held }), pool('b', 100, { scaling: held })];
  const shares = [900, 899, 300, 900, 200].map((units, index) => {
    pools = pools.map((input) =>
      input.id === 'a' ? { ...input, observation: seen(index, units) } : input,
    );
    const decision = decideGroup(group(20), pools, now(index));
    pools = pools.map((input) => {
      const made = decision.decisions.get(input.id);
      return { ...input, current: made?.replicas ?? 0, memory: made?.memory ?? input.memory };
    });
    return decision.shares.get('a');
  });
  assert.ok((shares[0] ?? 0) > 10);
  assert.equal(
    shares,
    shares.map(() => shares[0]),
  );
});

test('who got its workers because it waited keeps its turn while others are short', () => {
  const hungrySince = at(-300);
  const fed = (id: string, units: number) =>
    pool(id, units, { current: 5, memory: { ...emptyMemory(at(-3_600)), hungrySince } });
  const scarce = decideGroup(group(10), [fed('a', 5), fed('b', 30)], now(1));
  assert.is(scarce.decisions.get('a')?.memory.hungrySince, hungrySince);
  const enough = decideGroup(group(90), [fed('a', 5), fed('b', 5)], now(1));
  assert.is(enough.decisions.get('a')?.memory.hungrySince, undefined);
});

test('a deadline that its share cannot meet says how many workers are missing', () => {
  const demand = {
    mode: 'deadline' as const,
    signal: 'queue',
    drain: { within: millis(600_000) },
    serviceTime: millis(60_000),
  };
  const decision = decideGroup(group(5), [pool('a', 64, { scaling: scaling({ demand }) })], now(1));
  const reason = decision.decisions.get('a')?.reasons[0];
  assert.equal(reason?.rule === 'deadline' && reason.verdict, { verdict: 'needsMore', workers: 3 });
});

test("HyperFlow's formula gives the numbers of its chart", () => {
  const share = (weight: number) =>
    scaling({ demand: { mode: 'share', signal: 'queue', formula: 'hyperflow', weight } });
  const memory = billionths(524_288_000);
  const chart: GroupInput = {
    id: 'montage/montage',
    quota: { 'requests.cpu': billionths(21), 'requests.memory': billionths(64_424_509_440) },
    requests: {
      mproject: { 'requests.cpu': billionths(1), 'requests.memory': memory },
      mdiff: { 'requests.cpu': billionths(0.5), 'requests.memory': memory },
      mbackground: { 'requests.cpu': billionths(0.5), 'requests.memory': memory },
    },
    others: {},
  };
  const pools = [pool('mproject', 100), pool('mdiff', 300), pool('mbackground', 100)];
  const decision = decideGroup(
    chart,
    pools.map((input) => ({ ...input, scaling: share(1) })),
    now(1),
  );
  assert.equal(numbers(decision), { mproject: 4, mdiff: 23, mbackground: 8 });
});

test("a share of HyperFlow's without a quota to share keeps what there is", () => {
  const demand = { mode: 'share', signal: 'queue', formula: 'hyperflow', weight: 1 } as const;
  const input = pool('a', 3, { current: 4, scaling: scaling({ demand }) });
  assert.equal(numbers(decideGroup(group(1, { quota: {} }), [input], now(1))), { a: 4 });
});

test.run();
