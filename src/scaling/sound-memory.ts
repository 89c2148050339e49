import type { Instant } from '../model/units.ts';
import { count } from './count.ts';
import type { Move, PoolMemory, ServiceTime, Wish } from './memory.ts';

/**
 * A memory that arithmetic can use. What is no number is forgotten, and so is what is of the future: `now` never runs
 * backwards, so another process wrote it.
 */
export function soundMemory(memory: PoolMemory, now: Instant): PoolMemory {
  const { since, wishes, backlogs, moves, last, probe, hungrySince } = memory;
  return {
    since: isPast(since, now) ? since : now,
    wishes: soundWishes(wishes, now),
    ...(backlogs && { backlogs: soundWishes(backlogs, now) }),
    moves: moves.filter(({ at }) => isPast(at, now)).map(soundMove),
    ...(last && isPast(last.at, now) && { last: soundMove(last) }),
    ...(probe && isPast(probe.at, now) && { probe: soundWish(probe) }),
    ...(hungrySince !== undefined && isPast(hungrySince, now) && { hungrySince }),
    ...soundLearnt(memory, now),
  };
}

function soundLearnt(
  { serviceTime, arrivals, learntFrom }: PoolMemory,
  now: Instant,
): Partial<PoolMemory> {
  const from = learntFrom && [learntFrom.at, learntFrom.units, learntFrom.workers];
  return {
    ...(serviceTime && isLearnt(serviceTime) && { serviceTime }),
    ...(arrivals !== undefined && Math.abs(arrivals) < longest && { arrivals }),
    ...(from?.every(Number.isFinite) && learntFrom && learntFrom.at <= now && { learntFrom }),
  };
}

/** A unit of a thousand years was not learnt. */
const longest = 3e13;

function isLearnt({ mean, deviation }: ServiceTime): boolean {
  return mean > 0 && mean < longest && deviation >= 0 && deviation < longest;
}

function isPast(at: Instant, now: Instant): boolean {
  return Number.isFinite(at) && at <= now;
}

function soundWishes(wishes: readonly Wish[], now: Instant): readonly Wish[] {
  return wishes.filter(({ at }) => isPast(at, now)).map(soundWish);
}

function soundWish({ at, workers }: Wish): Wish {
  return { at, workers: count(workers) };
}

function soundMove({ at, from, to }: Move): Move {
  return { at, from: count(from), to: count(to) };
}
