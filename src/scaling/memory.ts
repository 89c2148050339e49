import type { Instant, Millis } from '../model/units.ts';

/** A number of workers that a pool wished for, after its bounds and before holds. */
export interface Wish {
  /** When it was last known to be the wish: a wish lasts until another one takes its place. */
  readonly at: Instant;
  readonly workers: number;
}

/** A change of the number of workers, whoever made it. */
export interface Move {
  readonly at: Instant;
  readonly from: number;
  readonly to: number;
}

/** How long one unit takes on one worker, learnt from how backlogs rise and fall. */
export interface ServiceTime {
  readonly mean: Millis;
  /** Mean absolute deviation. */
  readonly deviation: Millis;
  readonly samples: number;
  /** Set while it rests on a backlog that fell, as if nothing had arrived meanwhile: the truth is this or less. */
  readonly isRough?: true;
}

/** A sample that what comes after is compared with, and the workers that were ready then. */
export interface LearntFrom {
  readonly at: Instant;
  readonly units: number;
  readonly workers: number;
}

/** What happened to a backlog in a stretch of time. */
export interface Stretch {
  readonly time: Millis;
  /** Units more at its end than at its beginning; below zero where it fell. */
  readonly rise: number;
  /** Units by which it rose and fell from sample to sample, in sum. */
  readonly moved: number;
  /** Milliseconds that workers had a unit, in sum over the workers. */
  readonly work: number;
  /** Whether there was a unit for every worker, and a worker, at each sample. */
  readonly isBusy: boolean;
  /** Of how many that told enough it was joined. */
  readonly parts: number;
}

/**
 * What a pool remembers from one decision to the next, plain JSON of bounded size. A runtime that starts anew begins with
 * `emptyMemory(now)`: then nothing is lowered before the signal has answered and the hold has passed once.
 */
export interface PoolMemory {
  /** Since when wishes are recorded. */
  readonly since: Instant;
  /** Those within the hold that may still be the highest, oldest first, each higher than the ones after it. */
  readonly wishes: readonly Wish[];
  /** Of a pool in a group: its backlogs within the hold, by the same rule, so that noise moves nobody's share. */
  readonly backlogs?: readonly Wish[];
  /** Those within the longest rate period, oldest first. */
  readonly moves: readonly Move[];
  readonly serviceTime?: ServiceTime;
  /** What service time and arrivals are learnt from, oldest first, and what has not told enough yet. */
  readonly stretches?: readonly Stretch[];
  readonly stretch?: Stretch;
  /** While the service time is not known: how many workers are tried, and since when. */
  readonly probe?: Wish;
  /** What the last decision found and what it made of it; another number now is a move, whoever made it. */
  readonly last?: Move;
  /** The last good sample that something was learnt from. */
  readonly learntFrom?: LearntFrom;
  /** The time of day by which work is to be done, and how much there was when somebody last looked. */
  readonly due?: { readonly until: Instant; readonly units: number };
  /** Work that was not done at its time of day, `since`; `at` is the sample by which the units were counted. */
  readonly late?: { readonly since: Instant; readonly units: number; readonly at: Instant };
  /** Since when its workers were fewer than it wished, for the wait-aware share; kept until nobody in its group is short. */
  readonly hungrySince?: Instant;
}

/** The memory of a pool that nothing is known of yet. */
export function emptyMemory(now: Instant): PoolMemory {
  return { since: now, wishes: [], moves: [] };
}
