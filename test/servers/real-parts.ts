import { millis } from '../../src/model/units.ts';
import type { Parts } from '../../src/runtime/parts.ts';
import { createRealClock } from '../../src/runtime/real-clock.ts';

/** What a source takes from outside, for tests against real servers: a real clock, no log, and files that a test can change. */
export interface RealParts extends Parts {
  /** Text by path. */
  readonly files: Map<string, string>;
}

export function realParts(files: Readonly<Record<string, string>>): RealParts {
  const held = new Map(Object.entries(files));
  const ignore = () => undefined;
  return {
    clock: createRealClock(),
    random: () => 0,
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    files: held,
    readFile: async (path) => {
      const text = held.get(path);
      if (text === undefined) throw new Error(`reading ${path}: there is none`);
      return text;
    },
  };
}

/** Short waits, so that a test that takes a server away is soon done. */
export const impatient = {
  timeout: millis(2_500),
  breaker: { failures: 3, firstPause: millis(100), longestPause: millis(400) },
};
