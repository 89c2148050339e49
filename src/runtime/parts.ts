import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** What everything in the runtime takes from outside: time, chance, where to log, and files. */
export interface Parts {
  readonly clock: Clock;
  /** At least 0, less than 1: for jitter. */
  readonly random: () => number;
  readonly log: Log;
  /** Reads a text file; credentials are read again for every connection, so that a rotated one is taken up. */
  readonly readFile: (path: string) => Promise<string>;
}
