import type { Instant, Millis } from '../model/units.ts';
import type { Now } from '../scaling/pool-input.ts';

/** Time, as an argument. Tests bring one that only they move. */
export interface Clock {
  /** A clock that never jumps, and the time of day; both in milliseconds since 1970. */
  read(): Now;
  /** Resolves after this long on the clock that never jumps, or at once when `abort` fires; never rejects. */
  sleep(length: Millis, abort: AbortSignal): Promise<void>;
}

/** The moment `length` after `from`. */
export function after(from: Instant, length: Millis): Instant {
  return (from + length) as Instant;
}
