import type { Millis } from '../../model/units.ts';
import type { Stretch } from '../memory.ts';
import { joined } from './stretch.ts';

/** How many stretches a pool remembers. */
const most = 20;

/** The newest stay as they are: they tell what arrives now. */
const newest = 5;

/** What is so much older than a unit takes is forgotten, or than a day where that is not known. */
const units = 40;
const hour = 3_600_000;
const day = 24 * hour;

/**
 * The stretches with one more, oldest first. Where there are too many, two neighbours that are the most alike become one, so
 * that what differs is remembered for long: only that tells what a unit takes.
 */
export function withNewest(
  stretches: readonly Stretch[],
  next: Stretch,
  mean: Millis | undefined,
): readonly Stretch[] {
  const young = younger(
    [...stretches, next],
    mean === undefined ? day : Math.max(hour, units * mean),
  );
  return young.length > most ? compacted(young) : young;
}

function younger(stretches: readonly Stretch[], age: number): readonly Stretch[] {
  let rest = age;
  const first = stretches.findLastIndex(({ time }) => {
    rest -= time;
    return rest < 0;
  });
  return stretches.slice(Math.min(Math.max(0, first), Math.max(0, stretches.length - newest)));
}

function compacted(stretches: readonly Stretch[]): readonly Stretch[] {
  const cost = costs(stretches);
  const pairs = stretches.slice(0, -newest - 1).map((_, index) => cost(index));
  const index = pairs.indexOf(Math.min(...pairs));
  const [one, other] = [stretches[index], stretches[index + 1]];
  if (one === undefined || other === undefined) return stretches.slice(-most);
  const both = { ...joined(one, other), parts: one.parts + other.parts };
  return [...stretches.slice(0, index), both, ...stretches.slice(index + 2)];
}

// What the spread of busy workers and of rises loses by joining, each as a part of its own (Ward's criterion).
function costs(stretches: readonly Stretch[]): (index: number) => number {
  const measures = [
    ({ work, time }: Stretch) => work / time,
    ({ rise, time }: Stretch) => rise / time,
  ];
  const scaled = measures.map((measure) => {
    const values = stretches.map(measure);
    const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    return { measure, spread: spread > 0 ? spread : 1 };
  });
  return (index) => {
    const [one, other] = [stretches[index], stretches[index + 1]];
    if (one === undefined || other === undefined) return Number.POSITIVE_INFINITY;
    const weight = (one.time * other.time) / (one.time + other.time);
    return scaled.reduce((sum, { measure, spread }) => {
      return sum + (weight * (measure(one) - measure(other)) ** 2) / spread;
    }, 0);
  };
}
