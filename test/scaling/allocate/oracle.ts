import type { Claimant } from '../../../src/scaling/allocate/claimant.ts';
import { urgencyOf } from '../../../src/scaling/allocate/urgency.ts';

interface Part {
  readonly over: bigint;
  readonly under: bigint;
}

interface State {
  readonly quota: ReadonlyMap<string, bigint>;
  readonly pools: readonly Claimant[];
  readonly has: Map<string, number>;
}

/** The rule of `allocate` as it reads, one worker at a time in fractions, without a heap, a level or a double. */
export function handOut(
  quota: ReadonlyMap<string, bigint>,
  claimants: readonly Claimant[],
): ReadonlyMap<string, number> {
  const pools = [...claimants].sort((a, b) => (a.id < b.id ? -1 : 1));
  const has = new Map(pools.map(({ id, floor }) => [id, floor]));
  for (const { id, request, demand } of pools) {
    if ([...quota.keys()].every((name) => (request.get(name) ?? 0n) === 0n)) has.set(id, demand);
  }
  const priorities = new Set(pools.map(({ priority }) => priority));
  for (const priority of [...priorities].sort((a, b) => b - a)) {
    shareAmong(priority, { quota, pools, has });
  }
  return has;
}

function shareAmong(priority: number, state: State): void {
  const { quota, pools, has } = state;
  const peers = pools.filter((pool) => pool.priority === priority);
  const others = pools.filter((pool) => pool.priority !== priority);
  const half = new Map(
    [...quota].map(([name, most]) => [
      name,
      used(name, { ...state, pools: others }) +
        floorHalf(most - used(name, { ...state, pools: others })),
    ]),
  );
  const able = peers.filter((pool) => fits(pool, quota, state));
  for (;;) {
    const hungry = able.filter(({ id, demand }) => has.get(id)! < demand);
    const next = poorest(hungry, quota, has, () => 1);
    if (next === undefined || !fits(next, half, state)) break;
    has.set(next.id, has.get(next.id)! + 1);
  }
  for (;;) {
    const hungry = able.filter(({ id, demand }) => has.get(id)! < demand);
    const open = hungry.filter((pool) => fits(pool, quota, state));
    const next = poorest(open, quota, has, urgencyOf);
    if (next === undefined) break;
    has.set(next.id, has.get(next.id)! + 1);
  }
}

function fits(pool: Claimant, limit: ReadonlyMap<string, bigint>, state: State): boolean {
  return [...limit].every(([name, most]) => {
    const wants = pool.request.get(name) ?? 0n;
    return wants === 0n || used(name, state) + wants <= most;
  });
}

function used(name: string, { pools, has }: State): bigint {
  return pools.reduce(
    (sum, { id, request }) => sum + BigInt(has.get(id)!) * (request.get(name) ?? 0n),
    0n,
  );
}

function floorHalf(amount: bigint): bigint {
  return amount < 0n ? 0n : amount / 2n;
}

function poorest(
  pools: readonly Claimant[],
  quota: ReadonlyMap<string, bigint>,
  has: ReadonlyMap<string, number>,
  urgency: (pool: Claimant) => number,
): Claimant | undefined {
  let found: { readonly pool: Claimant; readonly share: Part } | undefined;
  for (const pool of pools) {
    const weight = BigInt(Math.max(1, Math.round(pool.weight * urgency(pool) * 1e6)));
    const share = shareOf(pool, quota, BigInt(has.get(pool.id)!), weight);
    if (found === undefined || isLess(share, found.share)) found = { pool, share };
  }
  return found?.pool;
}

function shareOf(
  { request }: Claimant,
  quota: ReadonlyMap<string, bigint>,
  workers: bigint,
  weight: bigint,
): Part {
  const parts = [...quota].flatMap(([name, total]) => {
    const amount = request.get(name) ?? 0n;
    return amount === 0n ? [] : [{ over: workers * amount, under: total * weight }];
  });
  return parts.reduce((most, part) => (isLess(most, part) ? part : most));
}

function isLess(a: Part, b: Part): boolean {
  return a.over * b.under < b.over * a.under;
}
