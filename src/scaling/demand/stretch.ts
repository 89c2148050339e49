import { type Millis, millis } from '../../model/units.ts';
import type { LearntFrom, Stretch } from '../memory.ts';

/** Shorter ones tell a burst that takes a while to be published from a stream no better than one sample does. */
const shortest = 60_000;

/** A stretch in which nobody has work says what it can after this long: that nothing comes. */
const quiet = 300_000;

/** So many units that come or go make a stretch that tells more than chance. */
const enough = 8;

/** So many for each worker: workers that began at once end at once, and in less than a unit's time that looks like any rate. */
const each = 2;

/** Nobody works that long on a unit before something is said about arrivals. */
const longestUnit = 3_600_000;

/** More than any queue takes in: beyond it is not counted on. */
const most = 1e12;

/** The stretch from one sample to the next. */
export function stretchBetween(from: LearntFrom, to: LearntFrom): Stretch {
  const time = to.at - from.at;
  const rise = Math.min(most, to.units) - Math.min(most, from.units);
  const [before, after] = [from, to].map(({ units, workers }) => Math.min(units, workers));
  return {
    time: millis(time),
    rise,
    moved: Math.abs(rise),
    parts: 1,
    work: (time * ((before ?? 0) + (after ?? 0))) / 2,
    isBusy: from.workers > 0 && to.workers > 0 && isBusy(from) && isBusy(to),
  };
}

function isBusy({ units, workers }: LearntFrom): boolean {
  return units >= workers;
}

/** A stretch that goes on; while nothing happens before workers are there it has not begun. */
export function continued(open: Stretch | undefined, next: Stretch): Stretch {
  if (open === undefined || (open.moved === 0 && !open.isBusy && next.isBusy)) return next;
  return joined(open, next);
}

/** Two stretches, one after the other, as one. */
export function joined(one: Stretch, next: Stretch): Stretch {
  return {
    time: millis(one.time + next.time),
    rise: one.rise + next.rise,
    moved: one.moved + next.moved,
    work: one.work + next.work,
    parts: one.parts,
    isBusy: one.isBusy && next.isBusy,
  };
}

/** Whether a stretch is long enough to tell something, by the time that a unit takes where that is known. */
export function isTelling({ time, moved, work }: Stretch, mean: Millis | undefined): boolean {
  if (time < Math.max(shortest, Math.min(mean ?? 0, longestUnit))) return false;
  const ended = mean === undefined ? 0 : work / Math.max(1, mean);
  const told = Math.max(enough, (each * work) / time);
  return moved >= told || ended >= enough || (time >= quiet && work < time / 2);
}
