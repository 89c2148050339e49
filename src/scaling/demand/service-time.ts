import { type Millis, millis } from '../../model/units.ts';
import type { LearntFrom, PoolMemory, ServiceTime, Stretch } from '../memory.ts';
import type { Sample } from '../observation.ts';
import type { Learnt } from './asked.ts';
import { fitServiceTime } from './fit-service-time.ts';
import { continued, isTelling, stretchBetween } from './stretch.ts';
import { withNewest } from './stretches.ts';

/** How much a new observation weighs beside all before it. */
const weight = 0.3;

/** What is as many times as clear as chance is counted in full; what is less clear only keeps up what was clear once. */
const certain = 12;

/** One observation makes the time at most so many times longer or shorter. */
const mostChange = 3;

/** However often it is read: sources count once a minute at least. */
const shortestGap = 60_000;

/** What is given about a pool besides its samples. */
export interface Given {
  readonly ready: number;
  /** The time that the policy says a unit takes: then none is learnt. */
  readonly serviceTime?: Millis | undefined;
  readonly pollingInterval: Millis;
}

/**
 * Learns from a new sample how long a unit takes on one worker, and keeps what tells how many arrive; the same sample twice
 * teaches nothing, and neither does what happened while no samples came.
 */
export function learnServiceTime(
  memory: PoolMemory,
  { sampledAt, load }: Sample,
  { ready, serviceTime: given, pollingInterval }: Given,
): Learnt {
  const { learntFrom } = memory;
  const now: LearntFrom = { at: sampledAt, units: load.units, workers: ready };
  if (learntFrom === undefined) return kept(memory, { learntFrom: now });
  const time = sampledAt - learntFrom.at;
  if (!(time > 0)) return kept(memory, {});
  if (time > 4 * Math.max(pollingInterval, shortestGap)) {
    const { stretch: _, ...rest } = kept(memory, { learntFrom: now });
    return rest;
  }
  const stretch = continued(memory.stretch, stretchBetween(learntFrom, now));
  const before = memory.stretches ?? [];
  const mean = given ?? memory.serviceTime?.mean;
  const isOver = isTelling(stretch, mean);
  const stretches = isOver ? withNewest(before, stretch, mean) : before;
  const all = isOver ? stretches : [...before, stretch];
  const learns = given === undefined && (isOver || mean === undefined);
  const serviceTime = learns ? taught(memory.serviceTime, all) : memory.serviceTime;
  const { stretch: _, ...rest } = kept(memory, { learntFrom: now, stretches });
  return { ...rest, ...(serviceTime && { serviceTime }), ...(!isOver && { stretch }) };
}

/** The time that nine of ten units take at most, if they scatter like a bell curve. */
export function longTime({ mean, deviation }: ServiceTime): Millis {
  return millis(mean + 1.6 * deviation);
}

function kept(
  { serviceTime, stretch, stretches, learntFrom, probe }: PoolMemory,
  newer: Learnt,
): Learnt {
  return {
    ...(serviceTime && { serviceTime }),
    ...(stretch && { stretch }),
    ...(stretches && { stretches }),
    ...(learntFrom && { learntFrom }),
    ...(probe && { probe }),
    ...newer,
  };
}

function taught(
  before: ServiceTime | undefined,
  stretches: readonly Stretch[],
): ServiceTime | undefined {
  const fitted = fitServiceTime(stretches);
  if (fitted !== undefined) {
    // What is rough is replaced.
    const known = before?.isRough ? undefined : before;
    const trust = Math.min(1, fitted.clarity / certain) ** 2;
    const part = Math.max(weight * trust, 1 / (1 + (known?.samples ?? 0)));
    return bounded(moved(known, fitted.mean, part), stretches);
  }
  const drained = before === undefined || before.isRough ? drainTime(stretches) : undefined;
  if (drained === undefined) return before && bounded(before, stretches);
  return { ...bounded(moved(before, drained, weight), stretches), isRough: true };
}

function moved(before: ServiceTime | undefined, seen: Millis, part: number): ServiceTime {
  if (before === undefined) return { mean: seen, deviation: millis(seen / 2), samples: 1 };
  const { mean, deviation, samples } = before;
  const change = Math.min(mostChange, Math.max(1 / mostChange, (seen / mean) ** part));
  const off = Math.min(mean, Math.abs(seen - mean));
  return {
    mean: millis(mean * change),
    deviation: millis(deviation + part * (off - deviation)),
    samples: samples + 1,
  };
}

/** By fewer units nothing is learnt. */
const fewest = 4;

// A backlog that falls by `k` while `w` workers are all busy for `t` says `w·t/k` where nothing arrives. Once is a backlog
// that came at once; where it rises again and again that would be too long by any factor.
function drainTime(stretches: readonly Stretch[]): Millis | undefined {
  const [drains, others] = [stretches.filter(isDrain), stretches.filter(hasRisen)];
  const fall = -drains.reduce((sum, { rise }) => sum + rise, 0);
  if (others.length > 1 || fall < fewest) return undefined;
  return millis(drains.reduce((sum, { work }) => sum + work, 0) / fall);
}

function isDrain(stretch: Stretch): boolean {
  return stretch.isBusy && stretch.work > 0 && !hasRisen(stretch);
}

function hasRisen({ moved: all, rise }: Stretch): boolean {
  return all > -rise;
}

// Whatever arrives, no unit takes longer than workers that are all busy need for one that goes. Twice: messages that somebody
// throws away go once.
function bounded(found: ServiceTime, stretches: readonly Stretch[]): ServiceTime {
  const most = stretches
    .filter(({ isBusy, rise, work }) => isBusy && work > 0 && rise <= -2 * fewest)
    .map(({ work, rise }) => work / -rise)
    .toSorted((a, b) => a - b)[1];
  if (most === undefined || found.mean <= 1.5 * most) return found;
  return { ...found, mean: millis(most), deviation: millis(Math.min(found.deviation, most / 2)) };
}
