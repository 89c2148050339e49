import { type Millis, millis } from '../../model/units.ts';
import type { Stretch } from '../memory.ts';
import { median } from './median.ts';

/** A service time, and how many times its standard error the slope was that it comes from. */
export interface Fit {
  readonly mean: Millis;
  readonly clarity: number;
}

interface Point {
  /** Workers that had a unit, on average. */
  readonly busy: number;
  /** Units that the backlog rose by in a millisecond. */
  readonly rise: number;
  readonly time: number;
  readonly parts: number;
  /** Else what the samples say of busy workers is mostly chance. */
  readonly isBusy: boolean;
}

/** Fewer stretches lie on a line by chance. */
const fewest = 4;

/** What is farther apart than so many stretches is not compared: meanwhile other arrivals may have begun. */
const near = 12;

/** How many times its standard error a slope must be. */
const clear = 4;

/**
 * The time that one unit takes, from how much faster a backlog falls with more busy workers: in each stretch it rises by what
 * arrives less what they end, `rise = λ - busy / s`, a line whose slope tells `s` whatever arrives (Theil and Sen: the median
 * of the slopes between all pairs). `undefined` where the stretches are too much alike, or scatter too much, to tell.
 */
export function fitServiceTime(stretches: readonly Stretch[]): Fit | undefined {
  const points = stretches.map(({ time, rise, work, parts, isBusy }) => ({
    busy: work / time,
    rise: rise / time,
    time,
    parts,
    isBusy,
  }));
  const steady = points.filter((_, index) => !isBurst(points, index));
  if (steady.length < fewest) return undefined;
  const slope = median(
    steady.flatMap((one, index) => slopesTo(one, steady.slice(index + 1, index + 1 + near))),
  );
  if (slope === undefined || !(slope > 0)) return undefined;
  const clarity = clarityOf(steady, slope);
  return clarity >= clear ? { mean: millis(1 / slope), clarity } : undefined;
}

/** Units that are no stream even if they are many times more than usual. */
const few = 8;

/** A stream rises in so many stretches that are near each other. */
const sustained = 3;

// A burst is no line's point, and the farther off it is the more it would turn it.
function isBurst(points: readonly Point[], index: number): boolean {
  const one = points[index];
  if (one === undefined || one.rise * one.time < few) return false;
  const moves = points.map(({ rise }) => Math.abs(rise)).filter((rise) => rise > 0);
  const usual = median(moves.map((value) => ({ value, weight: 1 }))) ?? 0;
  if (one.rise <= 4 * usual) return false;
  const row = points.slice(Math.max(0, index - 2), index + 3);
  const alike = row.filter(({ rise }) => rise >= one.rise / 3);
  return alike.reduce((sum, { parts }) => sum + parts, 0) < sustained;
}

function slopesTo(one: Point, others: readonly Point[]) {
  return others
    .filter((other) => one.isBusy || other.isBusy)
    .map((other) => {
      const more = other.busy - one.busy;
      const weight = (more * more * one.time * other.time) / (one.time + other.time);
      return { value: (one.rise - other.rise) / more, weight };
    });
}

// Units come and end by chance, as Poisson has it. So do those that a few samples see at work while not all workers are, which
// therefore say nothing by being a little more or fewer (two standard errors of four samples). Where the points lie farther
// off the line than chance explains, something else has changed.
function clarityOf(points: readonly Point[], slope: number): number {
  const arrivals = median(points.map((one) => ({ value: one.rise + slope * one.busy, weight: 1 })));
  const rate = Math.max(0, arrivals ?? 0);
  const found = points.map(({ busy, rise, time, isBusy }) => ({
    busy,
    unsure: isBusy ? 0 : busy,
    off: Math.abs(rise + slope * busy - (arrivals ?? 0)),
    variance: ((rate + slope * busy) * time + 1) / (time * time),
  }));
  const weights = found.reduce((sum, { variance }) => sum + 1 / variance, 0);
  const middle = found.reduce((sum, { busy, variance }) => sum + busy / variance, 0) / weights;
  const spread = found.reduce((sum, { busy, unsure, variance }) => {
    return sum + Math.max(0, (busy - middle) ** 2 - unsure) / variance;
  }, 0);
  const offs = found.map(({ off, variance }) => ({ value: off / Math.sqrt(variance), weight: 1 }));
  const scatter = Math.max(1, 1.5 * (median(offs) ?? 0));
  return (slope * Math.sqrt(spread)) / scatter;
}
