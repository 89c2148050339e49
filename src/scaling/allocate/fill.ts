import { type Contender, isNextBy, type Standing } from './contender.ts';
import { createHeap } from './heap.ts';
import { raiseTogether } from './raise-together.ts';
import type { Room } from './room.ts';

/** Called for a pool that gets no more although it wants more, with the resource that has no room for its next worker. */
export type OnShort = (pool: Contender, resource: string) => 'goOn' | 'stop';

/**
 * Hands out workers one at a time to the poorest pool by weighted dominant share, until every pool has its demand or
 * found no room, or until `onShort` says to stop. Whoever finds none never will: room only shrinks.
 */
export function fill(
  pools: readonly Contender[],
  room: Room,
  by: Standing,
  onShort: OnShort,
): void {
  let hungry = pools.filter(({ workers, demand }) => workers < demand);
  while (hungry.length > 0) {
    raiseTogether(hungry, room, by);
    hungry = handOut(hungry, room, by, onShort);
  }
}

// Ends after some rounds, so that a large rest is again given in one step; returns who may want more.
function handOut(
  pools: readonly Contender[],
  room: Room,
  by: Standing,
  onShort: OnShort,
): Contender[] {
  const heap = createHeap(pools, isNextBy(by));
  for (let steps = 8 * pools.length; steps > 0; steps--) {
    const pool = heap.first();
    if (pool === undefined) break;
    if (pool.workers >= pool.demand) {
      heap.dropFirst();
      continue;
    }
    const short = room.shortOf(pool.needs, 1n);
    if (short === undefined) {
      room.take(pool.needs, 1n);
      pool.workers += 1;
      heap.settleFirst();
      continue;
    }
    if (onShort(pool, short) === 'stop') return [];
    heap.dropFirst();
  }
  return heap.items().filter(({ workers, demand }) => workers < demand);
}
