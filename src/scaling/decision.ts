import type { Instant } from '../model/units.ts';
import type { PoolMemory } from './memory.ts';
import type { Reason } from './reason.ts';

/** How good the signal was that a decision was made on; `none`: the mode needs no signal. */
export type Freshness = 'none' | 'fresh' | 'stale' | 'lost' | 'never';

/** How many workers a pool should have now, and why. */
export interface Decision {
  /** What the Deployment is to have now: the next step, rates and group included. */
  readonly replicas: number;
  /** What the pool would have if there were no rates, no group, no pin and no pause. */
  readonly wanted: number;
  /** The bounds at present, windows included; `max` is what alerts call the maximum. */
  readonly min: number;
  readonly max: number;
  readonly freshness: Freshness;
  /** Why, in the order in which the rules applied; at least one. The last one decided. */
  readonly reasons: readonly Reason[];
  /**
   * The next moment at which time alone may give another answer; absent where it never does. On the clock that never jumps,
   * also for what is due by the time of day: should that be set anew, look again.
   */
  readonly again?: Instant;
  readonly memory: PoolMemory;
}
