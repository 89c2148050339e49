import { instant, millis } from '../../../src/model/units.ts';
import type { Clock } from '../../../src/runtime/clock.ts';
import { createRealClock } from '../../../src/runtime/real-clock.ts';

/** A clock on which more time passes than outside, and whose time of day a test may set. */
export interface QuickClock extends Clock {
  /** Puts the time of day so far ahead of the true one, or behind it. */
  setAhead(ms: number): void;
}

/**
 * Makes one that goes so many times faster than outside, whose time of day is right. At 5, waits of seconds are short, and
 * requests of milliseconds still far from their time-outs.
 */
export function createQuickClock(speed = 5): QuickClock {
  const real = createRealClock();
  const start = real.read().now;
  let ahead = 0;
  return {
    read: () => {
      const { now, wall } = real.read();
      return { now: instant(start + (now - start) * speed), wall: instant(wall + ahead) };
    },
    sleep: (length, abort) => real.sleep(millis(length / speed), abort),
    setAhead: (ms) => {
      ahead = ms;
    },
  };
}
