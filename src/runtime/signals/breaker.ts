import { type Instant, type Millis, millis } from '../../model/units.ts';
import { after } from '../clock.ts';

export interface BreakerSettings {
  /** Opens after so many failures of the whole source in a row. */
  readonly failures: number;
  /** The first wait while open; each further failure doubles it. */
  readonly firstPause: Millis;
  /** The longest wait, jitter included. */
  readonly longestPause: Millis;
}

export const defaultBreaker: BreakerSettings = {
  failures: 3,
  firstPause: millis(2_000),
  longestPause: millis(60_000),
};

/**
 * Keeps a source that does not answer from being asked at full rate. `closed`: ask; `open`: do not; `probing`: ask once,
 * for little, and say how it went before you ask again.
 */
export interface Breaker {
  state(now: Instant): 'closed' | 'open' | 'probing';
  succeeded(): void;
  failed(now: Instant): void;
}

export function createBreaker(settings: BreakerSettings, random: () => number): Breaker {
  const { failures, firstPause, longestPause } = settings;
  let failed = 0;
  let openUntil: Instant | undefined;
  return {
    state: (now) => {
      if (openUntil === undefined) return 'closed';
      return now < openUntil ? 'open' : 'probing';
    },
    succeeded: () => {
      failed = 0;
      openUntil = undefined;
    },
    failed: (now) => {
      failed += 1;
      if (failed < failures) return;
      const doublings = Math.min(failed - failures, 30);
      const pause = Math.min(firstPause * 2 ** doublings, longestPause);
      // Half of it is chance, so that the replicas of many do not come back at once.
      openUntil = after(now, millis(pause / 2 + (random() * pause) / 2));
    },
  };
}
