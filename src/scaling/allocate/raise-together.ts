import type { Contender, Standing } from './contender.ts';
import { quotient } from './rate.ts';
import type { Room } from './room.ts';

/**
 * Gives in one step what handing out one worker at a time would give before the first pool finds no room: all workers
 * whose pool is poorer than some level when it gets them. They all fit, so their order does not matter.
 * The level is searched for in doubles, a little below where it may be; what is given is counted exactly.
 */
export function raiseTogether(pools: readonly Contender[], room: Room, by: Standing): void {
  if (giveIfRoom(pools, pools.map(demandOf), room)) return;
  const pivot = pools.reduce((a, b) => (b[by].near < a[by].near ? b : a));
  const level = levelOf(pools, room, by);
  let steps = Math.floor(Math.min(level / pivot[by].near, Number.MAX_SAFE_INTEGER));
  for (let back = 1; steps > 0; back *= 2) {
    if (giveIfRoom(pools, poorerThan(pools, pivot, steps, by), room)) return;
    steps -= back;
  }
}

function demandOf(pool: Contender): number {
  return pool.demand;
}

// A pool gets its next worker while its share is below the pivot's with `steps` workers.
function poorerThan(
  pools: readonly Contender[],
  pivot: Contender,
  steps: number,
  by: Standing,
): readonly number[] {
  const over = BigInt(steps) * pivot[by].over;
  return pools.map(({ [by]: rate, workers, demand }) => {
    const divisor = pivot[by].under * rate.over;
    const reached = (over * rate.under + divisor - 1n) / divisor;
    return Math.max(workers, reached < BigInt(demand) ? Number(reached) : demand);
  });
}

function giveIfRoom(pools: readonly Contender[], goals: readonly number[], room: Room): boolean {
  const sums = new Map<string, bigint>();
  pools.forEach(({ needs, workers }, index) => {
    const more = BigInt((goals[index] ?? workers) - workers);
    if (more === 0n) return;
    for (const { resource, amount } of needs) {
      sums.set(resource, (sums.get(resource) ?? 0n) + amount * more);
    }
  });
  const taken = [...sums].map(([resource, amount]) => ({ resource, amount }));
  if (room.shortOf(taken, 1n) !== undefined) return false;
  room.take(taken, 1n);
  pools.forEach((pool, index) => {
    pool.workers = goals[index] ?? pool.workers;
  });
  return true;
}

// A level at which the workers below it fit, and above it few more do.
function levelOf(pools: readonly Contender[], room: Room, by: Standing): number {
  const resources = new Map<string, number>();
  const plain = pools.map(({ needs, [by]: rate, workers, demand }) => ({
    rate: rate.near,
    workers,
    demand,
    parts: needs.map(({ resource, amount }) => {
      const index = resources.get(resource) ?? resources.size;
      resources.set(resource, index);
      return { index, part: quotient(amount, room.left(resource)) };
    }),
  }));
  const used = new Float64Array(resources.size);
  const fits = (level: number): boolean => {
    used.fill(0);
    for (const { rate, workers, demand, parts } of plain) {
      const more = Math.min(Math.ceil(level / rate), demand) - workers;
      if (more <= 0) continue;
      for (const { index, part } of parts) used[index] = (used[index] ?? 0) + more * part;
    }
    return used.every((sum) => sum <= 1 - 1e-9);
  };
  let low = 0;
  let high = plain.reduce((most, { rate, demand }) => Math.max(most, rate * demand), 0);
  // Until there are fewer workers between the two than pools; doubles end after 60 steps at the latest.
  const density = plain.reduce((sum, { rate }) => sum + 1 / rate, 0);
  for (let step = 0; step < 60 && (high - low) * density > pools.length; step++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
