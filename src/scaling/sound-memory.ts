import type { Instant } from '../model/units.ts';
import { count } from './count.ts';
import type { Move, PoolMemory, ServiceTime, Stretch, Wish } from './memory.ts';

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
    moves: soundMoves(moves, now),
    ...(last && isPast(last.at, now) && { last: soundMove(last) }),
    ...(probe && isPast(probe.at, now) && { probe: soundWish(probe) }),
    ...(hungrySince !== undefined && isPast(hungrySince, now) && { hungrySince }),
    ...soundLearnt(memory, now),
    ...soundDue(memory, now),
  };
}

// `until` and `since` are of the time of day, which may jump: they are only numbers.
function soundDue({ due, late }: PoolMemory, now: Instant): Partial<PoolMemory> {
  return {
    ...(due && [due.until, due.units].every(Number.isFinite) && { due }),
    ...(late &&
      [late.since, late.units].every(Number.isFinite) &&
      isPast(late.at, now) && { late }),
  };
}

function soundLearnt(
  { serviceTime, stretches, stretch, learntFrom }: PoolMemory,
  now: Instant,
): Partial<PoolMemory> {
  const from = learntFrom && [learntFrom.at, learntFrom.units, learntFrom.workers];
  return {
    ...(serviceTime && isLearnt(serviceTime) && { serviceTime }),
    ...(stretches && { stretches: soundStretches(stretches) }),
    ...(stretch && isStretch(stretch) && { stretch }),
    ...(from?.every(Number.isFinite) && learntFrom && learntFrom.at <= now && { learntFrom }),
  };
}

function soundStretches(stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches.every(isStretch) ? stretches : stretches.filter(isStretch);
}

/** More units than any queue takes in: what is made of them is still a number. */
const most = 1e15;

function isStretch({ time, rise, moved, work, parts }: Stretch): boolean {
  const isPossible = time > 0 && time < longest && Math.abs(rise) < most;
  return isPossible && parts >= 1 && moved >= 0 && moved < most && work >= 0 && work < most * time;
}

/** A unit of a thousand years was not learnt. */
const longest = 3e13;

function isLearnt({ mean, deviation }: ServiceTime): boolean {
  return mean > 0 && mean < longest && deviation >= 0 && deviation < longest;
}

function isPast(at: Instant, now: Instant): boolean {
  return Number.isFinite(at) && at <= now;
}

// What is sound already, as nearly always, is not copied: most of what a decision leaves to the garbage collector was this.
function soundWishes(wishes: readonly Wish[], now: Instant): readonly Wish[] {
  const isSound = wishes.every(({ at, workers }) => isPast(at, now) && count(workers) === workers);
  return isSound ? wishes : wishes.filter(({ at }) => isPast(at, now)).map(soundWish);
}

function soundMoves(moves: readonly Move[], now: Instant): readonly Move[] {
  const isSound = moves.every(
    ({ at, from, to }) => isPast(at, now) && count(from) === from && count(to) === to,
  );
  return isSound ? moves : moves.filter(({ at }) => isPast(at, now)).map(soundMove);
}

function soundWish({ at, workers }: Wish): Wish {
  return { at, workers: count(workers) };
}

function soundMove({ at, from, to }: Move): Move {
  return { at, from: count(from), to: count(to) };
}
