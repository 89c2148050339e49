import type { Instant, Millis } from '../model/units.ts';
import type { PlatformLoad } from './platform-load.ts';

/** How much work a source says there is. */
export interface Load {
  /** In the unit of the signal: messages, tasks, analyses, nodes, or what a query counts. Finite and 0 or more. */
  readonly units: number;
  /** How long the oldest unit has waited, where the source knows it. */
  readonly oldest?: Millis;
  /** What only an Oasis platform says: mode `platform` and the priority of a pool need it. */
  readonly platform?: PlatformLoad;
}

/** A good answer of a source. Both moments are on our own clock. */
export interface Sample {
  readonly load: Load;
  /** When the source measured it, not when we asked. */
  readonly sampledAt: Instant;
  /** When its answer reached us; never before `sampledAt`. */
  readonly arrivedAt: Instant;
  /** How old the newest sample of this source is at best, where it counts only now and then itself: that is no staleness. */
  readonly lag?: Millis;
}

/** That a source gave no usable answer: nothing, NaN, an infinity, a negative number, an error. Never zero. */
export interface Gap {
  readonly because: string;
  /** When the first of the unbroken row of failures came. */
  readonly since: Instant;
}

/** All that is known of one signal. Empty: it was never asked, or has not answered yet. */
export interface Observation {
  readonly sample?: Sample;
  /** Set while the newest attempt gave none; the last good sample stays beside it. */
  readonly gap?: Gap;
}
