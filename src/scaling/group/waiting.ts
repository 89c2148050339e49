import { type Instant, instant, type Millis, millis } from '../../model/units.ts';
import { doubling, longestWait } from '../allocate/urgency.ts';

/**
 * How long a pool has waited, in whole steps: shares that followed every second of it would move workers between pools all
 * the time, and nobody could say when to look again.
 */
export function waitedSince(hungrySince: Instant | undefined, now: Instant): Millis {
  if (hungrySince === undefined) return millis(0);
  return millis(Math.max(0, Math.floor((now - hungrySince) / doubling)) * doubling);
}

/** When its wait is one step longer; `undefined` where that makes it no more urgent. */
export function waitsLongerAt(hungrySince: Instant | undefined, now: Instant): Instant | undefined {
  const waited = waitedSince(hungrySince, now);
  if (hungrySince === undefined || waited >= longestWait) return undefined;
  return instant(hungrySince + waited + doubling);
}
