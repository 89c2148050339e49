import { type Millis, millis } from '../../model/units.ts';
import type { PoolMemory, ServiceTime } from '../memory.ts';
import type { Sample } from '../observation.ts';
import type { Learnt } from './asked.ts';

/** How much a new observation weighs beside all before it. */
const weight = 0.3;

/**
 * Learns from a new sample how long a unit takes on one worker, and how many units arrive; the same sample twice teaches
 * nothing. A backlog that falls by `k` while `w` workers are all busy for `t` says `w·t/k`. What arrived meanwhile makes that
 * too long, so that rather too many workers are wanted than too few.
 */
export function learnServiceTime(
  memory: PoolMemory,
  { sampledAt, load }: Sample,
  ready: number,
  given: Millis | undefined,
): Learnt {
  const { learntFrom, arrivals } = memory;
  const now = { at: sampledAt, units: load.units, workers: ready };
  if (learntFrom === undefined) return kept(memory, { learntFrom: now });
  const time = sampledAt - learntFrom.at;
  if (!(time > 0)) return kept(memory, { learntFrom });
  const passed: Passed = {
    time,
    fall: learntFrom.units - load.units,
    busy: Math.min((learntFrom.workers + ready) / 2, (learntFrom.units + load.units) / 2),
    allBusy: load.units >= ready && ready > 0,
  };
  // A backlog that stands still has said nothing yet: the clock goes on until it falls.
  if (given === undefined && isUnfinished(passed, memory.serviceTime))
    return kept(memory, { learntFrom });
  const serviceTime = given === undefined ? taught(memory.serviceTime, passed) : undefined;
  const mean = given ?? serviceTime?.mean;
  return {
    ...kept(memory, { learntFrom: now }),
    ...(serviceTime !== undefined && { serviceTime }),
    ...(mean !== undefined && { arrivals: smooth(arrivals ?? 0, arrivedIn(passed, mean), time) }),
  };
}

// Where it stands still for twice as long as a unit should need to end, as many come as go.
function isUnfinished({ time, fall, busy, allBusy }: Passed, known: ServiceTime | undefined) {
  return fall === 0 && allBusy && (known === undefined || time < (2 * known.mean) / busy);
}

/** The time that nine of ten units take at most, if they scatter like a bell curve. */
export function longTime({ mean, deviation }: ServiceTime): Millis {
  return millis(mean + 1.6 * deviation);
}

/** What happened from one sample to the next. */
interface Passed {
  readonly time: number;
  readonly fall: number;
  readonly busy: number;
  readonly allBusy: boolean;
}

function kept({ serviceTime, arrivals, probe }: PoolMemory, newer: Learnt): Learnt {
  return {
    ...(serviceTime && { serviceTime }),
    ...(arrivals !== undefined && { arrivals }),
    ...(probe && { probe }),
    ...newer,
  };
}

function taught(
  before: ServiceTime | undefined,
  { time, fall, busy, allBusy }: Passed,
): ServiceTime | undefined {
  if (fall <= 0 || !allBusy || !(busy > 0)) return before;
  const seen = (time * busy) / fall;
  if (before === undefined) return { mean: millis(seen), deviation: millis(seen / 2), samples: 1 };
  return {
    mean: millis(mix(before.mean, seen)),
    deviation: millis(mix(before.deviation, Math.abs(seen - before.mean))),
    samples: before.samples + 1,
  };
}

/** A million a millisecond: beyond what any queue takes in, and still a number after what is done with it. */
const most = 1e6;

function arrivedIn({ time, fall, busy }: Passed, mean: Millis): number {
  return Math.min(most, Math.max(-most, busy / Math.max(1, mean) - fall / time));
}

/** How long arrivals are averaged over: units end by chance, and in one interval that looks like arrivals. */
const horizon = 300_000;

// Below zero where more ended than expected: cut off here, chance would add up to arrivals that never were.
function smooth(before: number, seen: number, time: number): number {
  return before + (1 - Math.exp(-time / horizon)) * (seen - before);
}

function mix(before: number | undefined, seen: number): number {
  return before === undefined ? seen : before + weight * (seen - before);
}
