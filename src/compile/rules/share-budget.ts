import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Estate } from '../../model/environment.ts';
import { podAmount } from '../../model/pod-resources.ts';
import { parseQuantity } from '../../model/quantity.ts';
import type { Demand, Scaling } from '../../model/scaling.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';

/** What a pool of a group may count on, in whole numbers. */
export interface ShareBudget {
  /** Workers of this pool's size that fit into what the group has left once every pool's reserve is taken. */
  readonly workers: number;
  /** The pool's weight; all weights of a group are whole and have no common divisor. */
  readonly weight: bigint;
}

/**
 * Finds the budget of a share pool: for each resource of the quota, quota − Σ (reserve of a pool · what one of its
 * workers asks for), divided by what one worker of this pool asks for; the tightest resource decides.
 */
export function shareBudget(pool: WorkerPool, estate: Estate): ShareBudget {
  const ledger = ledgerOf(pool, estate);
  if (ledger === undefined) {
    throw new Error(`pool ${pool.namespace}/${pool.name} shares a group that is not in its estate`);
  }
  return {
    workers: workersThatFit(pool, ledger.left),
    weight: weightOf(pool.scaling.demand) / ledger.commonWeight,
  };
}

/** Tells whether KEDA sizes a pool by Roster's share formula. */
export function sharesByClaim({ engine, scaling: { demand } }: WorkerPool): boolean {
  return engine.name === 'keda' && demand.mode === 'share' && demand.formula === 'roster';
}

/** Tells whether a share pool has others in its group that are sized by claims, and so must state its own. */
export function hasRivals(pool: WorkerPool, estate: Estate): boolean {
  return pool.scaling.demand.mode === 'share' && ledgerOf(pool, estate)?.hasClaims === true;
}

interface Ledger {
  /** By resource of the quota, in billionths; never negative. */
  readonly left: ReadonlyMap<string, bigint>;
  readonly commonWeight: bigint;
  readonly hasClaims: boolean;
}

// One pass over an estate however many pools ask, and gone with it.
const ledgers = new WeakMap<Estate, ReadonlyMap<string, Ledger>>();

function ledgerOf({ namespace, group }: WorkerPool, estate: Estate): Ledger | undefined {
  return group === undefined ? undefined : ledgersOf(estate).get(keyOf(namespace, group));
}

function ledgersOf(estate: Estate): ReadonlyMap<string, Ledger> {
  const known = ledgers.get(estate);
  if (known !== undefined) return known;
  const members = membersOf(estate);
  const made = new Map(
    estate.groups.map((group) => {
      const key = keyOf(group.namespace, group.name);
      return [key, openLedger(group, members.get(key) ?? [])];
    }),
  );
  ledgers.set(estate, made);
  return made;
}

function membersOf({ pools }: Estate): ReadonlyMap<string, readonly WorkerPool[]> {
  const members = new Map<string, WorkerPool[]>();
  for (const pool of pools) {
    const key = keyOf(pool.namespace, pool.group);
    const others = members.get(key);
    if (others === undefined) members.set(key, [pool]);
    else others.push(pool);
  }
  return members;
}

function openLedger({ quota }: CapacityGroup, pools: readonly WorkerPool[]): Ledger {
  const left = new Map<string, bigint>();
  for (const [resource, { nano }] of quota) {
    const reserved = pools.reduce(
      (sum, { scaling, worker }) =>
        sum + BigInt(reserveOf(scaling)) * (podAmount(worker, resource) ?? 0n),
      0n,
    );
    left.set(resource, nano > reserved ? nano - reserved : 0n);
  }
  const weights = pools.map(({ scaling: { demand } }) => weightOf(demand));
  return {
    left,
    commonWeight: weights.reduce(commonDivisor, 0n) || 1n,
    hasClaims: pools.some(sharesByClaim),
  };
}

/** The workers that a pool has whatever its backlog: all of a fixed one, the highest floor of any other. */
function reserveOf({ demand, min, schedule }: Scaling): number {
  const floor = demand.mode === 'fixed' ? demand.workers : min;
  return schedule.reduce((highest, { atLeast = 0 }) => Math.max(highest, atLeast), floor);
}

function workersThatFit({ worker, scaling }: WorkerPool, left: Ledger['left']): number {
  const fits = [...left].flatMap(([resource, rest]) => {
    const need = podAmount(worker, resource) ?? 0n;
    return need === 0n ? [] : [Number(rest / need)];
  });
  return fits.length === 0 ? scaling.max : Math.min(...fits);
}

/** Zero for a pool that takes no share, which leaves the common divisor as it is. */
function weightOf(demand: Demand): bigint {
  return demand.mode === 'share' ? (parseQuantity(demand.weight)?.nano ?? 0n) : 0n;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b);
}

function keyOf(namespace: string, group: string | undefined): string {
  return `${namespace}/${group ?? ''}`;
}
