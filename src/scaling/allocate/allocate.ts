import type { Allotment, Claimant } from './claimant.ts';
import { type Contender, createContenders } from './contender.ts';
import { fill } from './fill.ts';
import { createRoom, type Room } from './room.ts';

/**
 * Shares a quota out: floors first, then, one priority after the other from the highest, one worker at a time to the
 * pool with the lowest weighted dominant share. That is weighted max-min with the dominant share of DRF (Ghodsi et al.,
 * 2011), in whole workers: nothing is rounded, and the sum of what is given beyond floors fits every resource exactly.
 *
 * Half of what other priorities leave is shared by weight alone, until the first pool finds no room in it; the rest by
 * weight times `urgencyOf`. So a long queue of short tasks gets more, and no pool gets less than it would have of half the
 * quota. Floors are a part of the half: were it half of what they leave, each worker that gets busy would move the shares.
 *
 * The poorest pool is the one with the lowest share *before* its next worker, so that everybody has one worker before
 * anybody has two. To choose by the share after it would let a pool of small workers fill up before a pool of large
 * ones has its first.
 *
 * To raise a pool's demand never lowers what it gets. To raise its backlog, its wait or its weight never does so among
 * pools with equal requests; among others it may cost a worker, as whole workers of unequal size leave other gaps.
 *
 * Total: fractions are rounded down, and what is no number counts as 0 (a weight as 1). A resource that the quota does
 * not name is unlimited. Ids are expected to be distinct.
 */
export function allocate(
  quota: ReadonlyMap<string, bigint>,
  claimants: readonly Claimant[],
): Allotment {
  const room = createRoom(quota);
  const pools = createContenders(claimants, room);
  for (const { needs, workers } of pools) room.take(needs, BigInt(workers));
  const overQuota = room.overdrawn();
  const limitedBy = new Map<string, string>();
  const limit = ({ id }: Contender, resource: string): void => {
    limitedBy.set(id, resource);
  };
  for (const peers of byPriority(pools)) {
    const half = room.half(takenBy(peers));
    const open = peers.filter((pool) => isOpen(pool, room, limit));
    shareHalf(open, room, half);
    fill(open, room, 'urgent', (pool, resource) => {
      limit(pool, resource);
      return 'goOn';
    });
  }
  return { workers: new Map(pools.map(({ id, workers }) => [id, workers])), limitedBy, overQuota };
}

// Whoever finds no room before anybody got anything never will. Without them every share is a number, also where the
// quota has nothing at all of a resource.
function isOpen(
  pool: Contender,
  room: Room,
  limit: (pool: Contender, resource: string) => void,
): boolean {
  if (pool.workers >= pool.demand) return false;
  const short = room.shortOf(pool.needs, 1n);
  if (short !== undefined) limit(pool, short);
  return short === undefined;
}

// Ends with the first that finds no room: to go on would give the half to small workers before a large one had its turn.
function shareHalf(open: readonly Contender[], room: Room, half: Room): void {
  const before = open.map(({ workers }) => workers);
  fill(open, half, 'fair', () => 'stop');
  open.forEach(({ needs, workers }, index) => {
    room.take(needs, BigInt(workers - (before[index] ?? workers)));
  });
}

function takenBy(peers: readonly Contender[]): ReadonlyMap<string, bigint> {
  const taken = new Map<string, bigint>();
  for (const { needs, workers } of peers) {
    for (const { resource, amount } of needs)
      taken.set(resource, (taken.get(resource) ?? 0n) + amount * BigInt(workers));
  }
  return taken;
}

function byPriority(pools: readonly Contender[]): readonly (readonly Contender[])[] {
  const classes = new Map<number, Contender[]>();
  for (const pool of pools) {
    const peers = classes.get(pool.priority);
    if (peers === undefined) classes.set(pool.priority, [pool]);
    else peers.push(pool);
  }
  return [...classes].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, peers]) => peers);
}
