import type { Rate } from '../../../src/model/scaling.ts';
import type { PoolInput } from '../../../src/scaling/pool-input.ts';
import { standing } from '../../../src/scaling/standing.ts';
import { at } from '../pool-input.ts';
import type { Turn } from './cell.ts';

interface Seen {
  readonly second: number;
  readonly workers: number;
}

/**
 * Looks at whole courses: in any period that a rate speaks of, the pool went no further from where the period began than
 * the rate allows. What a controller cannot know is left out: what happened before it started.
 */
export function createRateLaw(step: number): (turn: Turn) => readonly string[] {
  const courses = new Map<string, Seen[]>();

  return ({ second, inputs, decisions }) =>
    inputs.flatMap((input) => {
      const course = courses.get(input.id) ?? [];
      courses.set(input.id, course);
      course.push({ second, workers: input.current });
      const { replicas } = decisions.get(input.id)!;
      const isPinned = standing(input.intervention, at(second))?.kind === 'pin';
      if (isPinned || isKept(input, replicas, second, { course, step })) return [];
      return [`${input.id} at ${second}: ${input.current} → ${replicas} against its rate`];
    });
}

function isKept(
  input: PoolInput,
  replicas: number,
  second: number,
  { course, step }: { readonly course: readonly Seen[]; readonly step: number },
): boolean {
  const { current, scaling } = input;
  const isUp = replicas > current;
  const rate = isUp ? scaling.up : scaling.down;
  if (replicas === current || rate === undefined || isYoung(input, rate, second)) return true;
  const begun = second - rate.per / 1_000;
  // What somebody did between two steps is seen at the second of them.
  const starts = course.filter((one) => Math.abs(one.second - begun) <= step);
  const ends = starts.map(({ workers }) => workers + (isUp ? 1 : -1) * stepOf(rate, workers, isUp));
  return isUp ? replicas <= Math.max(...ends, current) : replicas >= Math.min(...ends, current);
}

function isYoung({ memory }: PoolInput, { per }: Rate, second: number): boolean {
  return at(second) < memory.since + per + 10_000;
}

// Of nothing a percentage is nothing, and a pool could never begin.
function stepOf({ workers, percent }: Rate, start: number, isUp: boolean): number {
  const base = isUp ? Math.max(1, start) : start;
  return Math.max(workers ?? 0, Math.ceil((base * (percent ?? 0)) / 100));
}
