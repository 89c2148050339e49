import type { Rate, Scaling } from '../model/scaling.ts';
import { type Instant, instant } from '../model/units.ts';
import { clamp, mostWorkers } from './count.ts';
import type { Move } from './memory.ts';

/** What the rates let a pool become now. */
export interface Reach {
  readonly least: number;
  readonly most: number;
  /** When the first move that counts now no longer does; `undefined` where none does. */
  readonly leastUntil: Instant | undefined;
  readonly mostUntil: Instant | undefined;
}

/**
 * How far a pool may move now, reckoned as the HorizontalPodAutoscaler does: from the number at the start of the period,
 * which is the present one less what was added and plus what was removed in it; of two limits the larger step counts.
 */
export function reachOf(
  { up, down }: Pick<Scaling, 'up' | 'down'>,
  current: number,
  moves: readonly Move[],
  now: Instant,
): Reach {
  const [sinceUp, sinceDown] = [within(moves, up, now), within(moves, down, now)];
  const most = up === undefined ? mostWorkers : highest(up, startOf(sinceUp, current));
  const least = down === undefined ? 0 : lowest(down, startOf(sinceDown, current));
  return {
    least: clamp(least, 0, current),
    most: Math.max(most, current),
    leastUntil: endOf(sinceDown, down),
    mostUntil: endOf(sinceUp, up),
  };
}

function within(moves: readonly Move[], rate: Rate | undefined, now: Instant): readonly Move[] {
  return rate === undefined ? [] : moves.filter(({ at }) => at > now - rate.per);
}

function endOf(moves: readonly Move[], rate: Rate | undefined): Instant | undefined {
  if (rate === undefined || moves.length === 0) return undefined;
  return instant(Math.min(...moves.map(({ at }) => at)) + rate.per);
}

function startOf(moves: readonly Move[], current: number): number {
  return Math.max(
    0,
    moves.reduce((start, { from, to }) => start - (to - from), current),
  );
}

// A percentage of nothing is nothing: from zero it is one worker, or a pool could never begin.
function highest(rate: Rate, start: number): number {
  return Math.min(mostWorkers, start + stepOf(rate, Math.max(1, start)));
}

function lowest(rate: Rate, start: number): number {
  return start - stepOf(rate, start);
}

function stepOf({ workers, percent }: Rate, start: number): number {
  if (workers === undefined && percent === undefined) return mostWorkers;
  return Math.max(workers ?? 0, Math.ceil((start * (percent ?? 0)) / 100));
}
