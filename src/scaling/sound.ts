import type { Rate, Scaling } from '../model/scaling.ts';
import { type Instant, instant, type Millis, millis } from '../model/units.ts';
import { clamp, count } from './count.ts';
import type { Now, PoolInput } from './pool-input.ts';
import { soundMemory } from './sound-memory.ts';

/** The input with numbers that arithmetic can use, whatever was in it: whole counts, lengths and moments that are numbers. */
export function sound(input: PoolInput, { now }: Now): PoolInput {
  return {
    ...input,
    scaling: soundScaling(input.scaling),
    current: count(input.current),
    ready: count(input.ready),
    busy: count(input.busy),
    ...(input.idle !== undefined && { idle: count(input.idle) }),
    terminating: count(input.terminating),
    memory: soundMemory(input.memory, now),
  };
}

/** Both clocks, with 0 for what is no number, and a time of day that calendars know. */
export function soundNow({ now, wall }: Now): Now {
  return {
    now: moment(now, instant(0)),
    wall: instant(clamp(moment(wall, instant(0)), 0, lastWall)),
  };
}

/** The end of the year 9998. */
const lastWall = 253_370_764_800_000;

function soundScaling(scaling: Scaling<unknown>): Scaling<unknown> {
  const { up, down, onSignalLoss } = scaling;
  return {
    ...scaling,
    min: count(scaling.min),
    max: count(scaling.max),
    hold: length(scaling.hold),
    ...(up && { up: soundRate(up) }),
    ...(down && { down: soundRate(down) }),
    pollingInterval: length(scaling.pollingInterval),
    onSignalLoss: { ...onSignalLoss, holdFor: length(onSignalLoss.holdFor) },
  };
}

function soundRate({ workers, percent, per }: Rate): Rate {
  return {
    ...(workers !== undefined && { workers: count(workers) }),
    ...(percent !== undefined && { percent: length(percent) }),
    per: length(per),
  };
}

/** Longer than any cluster lives, and still exact when added to a moment. */
const longest = 1e14;

function length(value: number): Millis {
  return millis(value > 0 ? Math.min(value, longest) : 0);
}

function moment(value: Instant, otherwise: Instant): Instant {
  return Number.isFinite(value) ? value : otherwise;
}
