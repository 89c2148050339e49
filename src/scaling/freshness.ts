import type { Scaling } from '../model/scaling.ts';
import { type Instant, instant, type Millis, millis } from '../model/units.ts';
import type { Freshness } from './decision.ts';
import type { Load, Sample } from './observation.ts';
import type { PoolInput } from './pool-input.ts';

/** What a pool's signal is worth now. */
export interface Judged {
  readonly freshness: Freshness;
  /** Of the last good sample; since the pool is watched where there never was one. */
  readonly age: Millis;
  /** Why there is nothing newer. */
  readonly because: string;
  /** The last good one, however old. */
  readonly sample?: Sample;
  /** When time alone makes it worth less. */
  readonly again?: Instant;
}

/** However often it is read: brokers themselves count only every 5 seconds. */
const shortest = 5_000;

/**
 * Judges a signal by the age of its last good sample. A gap that is newer takes nothing from a sample that is still fresh:
 * one failed read is no loss.
 */
export function judge(input: PoolInput, now: Instant): Judged {
  const { scaling, observation, memory } = input;
  if (!needsSignal(scaling)) return { freshness: 'none', age: millis(0), because: '' };
  const because = observation.gap?.because ?? 'no answer';
  const sample = usable(observation.sample);
  const freshFor = Math.max(2 * scaling.pollingInterval, shortest) + lagOf(sample);
  const holdFor = Math.max(freshFor, scaling.onSignalLoss.holdFor);
  const from = sample === undefined ? memory.since : measuredAt(sample, now);
  const age = millis(Math.max(0, now - from));
  if (age > holdFor) return { freshness: 'lost', age, because, ...(sample && { sample }) };
  const lostAt = instant(from + holdFor + 1);
  if (sample === undefined) return { freshness: 'never', age, because, again: lostAt };
  if (age > freshFor) return { freshness: 'stale', age, because, sample, again: lostAt };
  return { freshness: 'fresh', age, because, sample, again: instant(from + freshFor + 1) };
}

/** No source counts less often than once a minute; one that says so is not believed further. */
function lagOf(sample: Sample | undefined): number {
  const lag = sample?.lag ?? 0;
  return lag > 0 ? Math.min(lag, 60_000) : 0;
}

function needsSignal({ demand }: Scaling<unknown>): boolean {
  return 'signal' in demand || demand.mode === 'perNode';
}

/** A sample from the future counts as of now: its clock is not ours, and it must not stay fresh for ever. */
function measuredAt({ sampledAt, arrivedAt }: Sample, now: Instant): Instant {
  return instant(Math.min(sampledAt, arrivedAt, now));
}

// Sources report no such numbers; one that does has not answered.
function usable(sample: Sample | undefined): Sample | undefined {
  if (sample === undefined || !isCount(sample.load)) return undefined;
  const isDated = Number.isFinite(sample.sampledAt) && Number.isFinite(sample.arrivedAt);
  return isDated ? sample : undefined;
}

function isCount({ units }: Load): boolean {
  return Number.isFinite(units) && units >= 0;
}
