import { type Instant, instant, millis } from '../../model/units.ts';
import type { Clock } from '../clock.ts';

/** Lets so many through at once and then so many a second, in the order in which they came. */
export interface TokenBucket {
  /** Resolves when it is one's turn, or at once when `abort` fires. */
  take(abort: AbortSignal): Promise<void>;
  /** Takes a token and tells from when on it may be used; for callers that wait by other means. */
  reserve(): Instant;
}

/** Makes a full bucket. */
export function createTokenBucket(
  clock: Clock,
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
): TokenBucket {
  const interval = 1_000 / perSecond;
  let last = Number.NEGATIVE_INFINITY;

  // The moment at which the newest token is there, in the past while the bucket is not empty. It is all that is kept.
  const reserve = () => {
    const { now } = clock.read();
    last = Math.max(last + interval, now - (burst - 1) * interval);
    return instant(Math.max(last, now));
  };

  return {
    reserve,
    take: async (abort) => {
      const wait = reserve() - clock.read().now;
      if (wait > 0) await clock.sleep(millis(wait), abort);
    },
  };
}
