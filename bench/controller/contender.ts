import type { Tally } from './processes/tally.ts';
import type { Usage } from './processes/usage.ts';
import type { Value } from './push-source.ts';

/** Something that scales, running in a process of its own. */
export interface Contender {
  /** Makes signals say something else from now on. */
  change(values: readonly Value[]): Promise<void>;
  /** What it asked the API server since the last time. */
  tally(): Promise<Tally>;
  usage(): Usage;
  heapBytes(): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** A pool whose signal can be changed. */
export interface Target {
  readonly name: string;
  readonly query: string;
}

/** How long what is measured. */
export interface Course {
  /** At most so long until nothing is written any more. */
  readonly settleSeconds: number;
  /** Nothing was written for so long: it has settled. */
  readonly quietSeconds: number;
  /** For those who ask without an end: settled once so many requests were made and nothing is written any more. */
  readonly enoughReads?: number;
  readonly idleSeconds: number;
  /** So many targets change, each once, spread evenly over `changeSeconds`; all at once if that is 0. */
  readonly changes: number;
  readonly changeSeconds: number;
  /** How long is waited for those that were not scaled yet. */
  readonly tailSeconds: number;
  /** So many change at once afterwards; none if absent. */
  readonly burst?: number;
}
