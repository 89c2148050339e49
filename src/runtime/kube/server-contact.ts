import { type Instant, type Millis, millis } from '../../model/units.ts';
import type { Parts } from '../parts.ts';

/** How it stands between us and the server: since when it is silent, and how long to wait before the next try. */
export interface ServerContact {
  /** The server has agreed to talk: what we know is new. */
  opened(): void;
  /** It has told something: what went wrong before does not count any more. */
  heard(): void;
  /** It cannot be heard: what we know grows old. */
  lost(): void;
  /** When it was last heard, while it cannot be heard. */
  lostSince(): Instant | undefined;
  /** Tries since it was last heard. */
  failures(): number;
  /** The pause before the next try, longer each time. */
  backOff(): Millis;
}

const firstPauseMs = 500;
const longestPauseMs = 30_000;

/** Makes one that has not heard anything yet. */
export function createServerContact({
  clock,
  random,
}: Pick<Parts, 'clock' | 'random'>): ServerContact {
  let at = clock.read().now;
  let isLost = true;
  let failures = 0;

  const opened = () => {
    at = clock.read().now;
    isLost = false;
  };
  return {
    opened,
    heard: () => {
      opened();
      failures = 0;
    },
    lost: () => {
      isLost = true;
    },
    lostSince: () => (isLost ? at : undefined),
    failures: () => failures,
    backOff: () => {
      const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
      failures += 1;
      return millis(longest * (0.5 + random() / 2));
    },
  };
}
