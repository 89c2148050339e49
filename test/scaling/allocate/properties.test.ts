import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../../src/model/units.ts';
import { allocate } from '../../../src/scaling/allocate/allocate.ts';
import type { Claimant } from '../../../src/scaling/allocate/claimant.ts';
import { amounts, type Case, claims, equalClaims } from './claims.ts';
import { handOut } from './oracle.ts';

function holds(name: string, cases: fc.Arbitrary<Case>, check: (found: Case) => void): void {
  test(name, () => fc.assert(fc.property(cases, check), { numRuns: 500 }));
}

holds('it is what handing out one worker at a time gives', claims, ({ quota, claimants }) => {
  assert.equal(sorted(allocate(quota, claimants).workers), sorted(handOut(quota, claimants)));
});

holds('what is given beyond the floors fits every resource', claims, ({ quota, claimants }) => {
  const { workers, overQuota } = allocate(quota, claimants);
  for (const [name, most] of quota) {
    const floors = sumOf(name, claimants, ({ floor }) => floor);
    const given = sumOf(name, claimants, ({ id }) => workers.get(id)!);
    assert.is(overQuota.includes(name), floors > most);
    assert.ok(given <= most || given === floors, name);
  }
});

holds('nobody gets less than its floor or more than its demand', claims, ({ quota, claimants }) => {
  const { workers } = allocate(quota, claimants);
  for (const { id, floor, demand } of claimants) {
    assert.ok(workers.get(id)! >= floor);
    assert.ok(workers.get(id)! <= demand);
  }
});

holds('the order of the pools and resources is nothing', claims, ({ quota, claimants }) => {
  const turned = allocate(
    new Map([...quota].reverse()),
    claimants.map((pool) => ({ ...pool, request: new Map([...pool.request].reverse()) })).reverse(),
  );
  const straight = allocate(quota, claimants);
  assert.equal(sorted(turned.workers), sorted(straight.workers));
  assert.equal(sorted(turned.limitedBy), sorted(straight.limitedBy));
  assert.equal(turned.overQuota, straight.overQuota);
});

holds('to want more never gets less', claims, ({ quota, claimants }) => {
  const before = allocate(quota, claimants).workers;
  for (const pool of claimants) {
    const more = change(claimants, pool, { demand: pool.demand + 1 });
    assert.ok(allocate(quota, more).workers.get(pool.id)! >= before.get(pool.id)!);
  }
});

for (const [what, over] of [
  ['a longer queue', ({ backlog = 0 }: Claimant) => ({ backlog: 2 * backlog + 1 })],
  ['a longer wait', ({ waited }: Claimant) => ({ waited: millis(waited + 45_000) })],
  ['a higher weight', ({ weight }: Claimant) => ({ weight: 2 * weight })],
] as const) {
  holds(`${what} never gets less among equal workers`, equalClaims, ({ quota, claimants }) => {
    const before = allocate(quota, claimants).workers;
    for (const pool of claimants) {
      const more = change(claimants, pool, over(pool));
      assert.ok(allocate(quota, more).workers.get(pool.id)! >= before.get(pool.id)!);
    }
  });
}

holds('nobody stays hungry while its next worker fits', claims, ({ quota, claimants }) => {
  const { workers, limitedBy } = allocate(quota, claimants);
  for (const { id, demand, request } of claimants) {
    const short = limitedBy.get(id);
    assert.is(short !== undefined, workers.get(id)! < demand);
    if (short === undefined) continue;
    const given = sumOf(short, claimants, (pool) => workers.get(pool.id)!);
    assert.ok(given + request.get(short)! > quota.get(short)!);
  }
});

holds('what one does not use is offered to the others', claims, ({ quota, claimants }) => {
  for (const pool of claimants) {
    const without = change(claimants, pool, { demand: pool.floor });
    const { workers, limitedBy } = allocate(quota, without);
    const isHungry = ({ id, demand }: Claimant): boolean => workers.get(id)! < demand;
    assert.ok(without.filter(isHungry).every(({ id }) => limitedBy.has(id)));
  }
});

holds('by weight nobody envies another by more than a worker', equalClaims, (found) => {
  const claimants = found.claimants.map((pool) => ({ ...pool, ...calm }));
  const { workers, limitedBy } = allocate(found.quota, claimants);
  for (const poor of claimants.filter(({ id }) => limitedBy.has(id))) {
    for (const rich of claimants) {
      const has = workers.get(rich.id)!;
      if (rich.priority !== poor.priority || has === rich.floor) continue;
      assert.ok((has - 1) / rich.weight <= workers.get(poor.id)! / poor.weight + 1e-9);
    }
  }
});

holds('whoever is urgent leaves the others their part of a half', equalClaims, (found) => {
  const claimants = found.claimants.map((pool) => ({ ...pool, floor: 0, priority: 0 }));
  const halved = new Map([...found.quota].map(([name, amount]) => [name, amount / 2n]));
  const calmed = claimants.map((pool) => ({ ...pool, ...calm }));
  const least = allocate(halved, calmed).workers;
  const { workers } = allocate(found.quota, claimants);
  for (const { id } of claimants) assert.ok(workers.get(id)! >= least.get(id)!);
});

holds('lower priorities take nothing from higher ones', claims, ({ quota, claimants }) => {
  const before = allocate(quota, claimants).workers;
  const lowest = Math.min(...claimants.map(({ priority }) => priority));
  const modest = claimants.map((pool) =>
    pool.priority === lowest ? { ...pool, demand: pool.floor } : pool,
  );
  const after = allocate(quota, modest).workers;
  for (const { id, priority } of claimants) {
    if (priority !== lowest) assert.is(after.get(id), before.get(id));
  }
});

holds('a second run on its own result changes nothing', claims, ({ quota, claimants }) => {
  const first = allocate(quota, claimants);
  const again = claimants.map((pool) => ({ ...pool, floor: first.workers.get(pool.id)! }));
  assert.equal(sorted(allocate(quota, again).workers), sorted(first.workers));
});

test('no numbers, however odd, throw or give anything but whole workers of at least 0', () => {
  const odd = fc.oneof(
    fc.double(),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, -0, 0.5, 1e300, 2 ** 53),
  );
  const amount = fc.oneof(
    fc.bigInt(),
    fc.constantFrom(0n, 1n, -5n, 10n ** 9n, 10n ** 30n, 10n ** 400n),
  );
  const bag = fc.dictionary(fc.constantFrom('a', 'b', 'c'), amount);
  const claim = fc.record({
    id: fc.string(),
    request: bag,
    floor: odd,
    demand: odd,
    weight: odd,
    priority: odd,
    waited: odd.map(millis),
    backlog: odd,
  });
  fc.assert(
    fc.property(bag, fc.array(claim, { maxLength: 6 }), (quota, pools) => {
      const claimants = pools.map((pool) => ({ ...pool, request: mapOf(pool.request) }));
      const { workers } = allocate(mapOf(quota), claimants);
      for (const count of workers.values()) assert.ok(Number.isSafeInteger(count) && count >= 0);
    }),
    { numRuns: 1_000 },
  );
});

test('the properties hold for no pools at all', () => {
  assert.equal(allocate(amounts({ cpu: 1 }), []), {
    workers: new Map(),
    limitedBy: new Map(),
    overQuota: [],
  });
});

test.run();

const calm = { backlog: 1, waited: millis(0) };

function change(
  claimants: readonly Claimant[],
  pool: Claimant,
  over: Partial<Claimant>,
): readonly Claimant[] {
  return claimants.map((other) => (other === pool ? { ...pool, ...over } : other));
}

function sumOf(
  resource: string,
  claimants: readonly Claimant[],
  count: (pool: Claimant) => number,
): bigint {
  return claimants.reduce(
    (sum, pool) => sum + (pool.request.get(resource) ?? 0n) * BigInt(count(pool)),
    0n,
  );
}

function sorted<T>(values: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1));
}

function mapOf(bag: Readonly<Record<string, bigint>>): ReadonlyMap<string, bigint> {
  return new Map(Object.entries(bag));
}
