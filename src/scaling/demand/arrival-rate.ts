import type { Millis } from '../../model/units.ts';
import type { Stretch } from '../memory.ts';

/** So many stretches are asked, the newest. */
const asked = 5;

/** So many of them may have less than the rate: it is believed once all others have it, so that a burst is a backlog and no rate. */
const excused = 1;

/**
 * Units that arrive in a millisecond: what nearly all of the newest stretches have, where those that are not there yet are
 * without arrivals. In each came as many as are more now, and as many as its workers ended by the time that one takes.
 */
export function arrivalRate(stretches: readonly Stretch[], mean: Millis): number {
  const newest = stretches.slice(-asked);
  const seen = newest.map(({ time, rise, work }) => (rise + work / Math.max(1, mean)) / time);
  const none = Array.from({ length: asked - newest.length }, () => 0);
  const sorted = [...seen, ...none].toSorted((a, b) => a - b);
  return Math.max(0, sorted[excused] ?? 0);
}
