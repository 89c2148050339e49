import type { Millis } from '../../model/units.ts';

/** A pool that asks for a part of its group's quota. */
export interface Claimant {
  /** Decides ties, so that no order of input matters. */
  readonly id: string;
  /** What one worker takes of each resource of the quota, in billionths; a resource it does not name it does not take. */
  readonly request: ReadonlyMap<string, bigint>;
  /** Never given fewer: the policy's minimum and the busy workers, whichever is more. */
  readonly floor: number;
  /** What it would have if there were enough; at least `floor`. */
  readonly demand: number;
  /** Positive. Twice the weight is twice the share, where both want more and are equally urgent. */
  readonly weight: number;
  /** Higher ones are served before any lower one gets more than its floor. */
  readonly priority: number;
  /** How long it has been without a worker that it asked for; 0 where it has all. */
  readonly waited: Millis;
  /**
   * Units that wait or are being worked on, whatever its maximum: `load.units` of its signal. Absent where there is no
   * queue: then its demand counts. As noisy as the queue: whoever wants the shares of others to be still under noise
   * gives the highest of the pool's hold.
   */
  readonly backlog?: number;
}

/** How a quota is shared out. */
export interface Allotment {
  /** By id: at least the floor, at most the demand (or the floor, where that is more). */
  readonly workers: ReadonlyMap<string, number>;
  /** By id, of those that got less than their demand: the resource that ran out. */
  readonly limitedBy: ReadonlyMap<string, string>;
  /** The resources of which the floors alone take more than there is; then nobody gets more than its floor of them. */
  readonly overQuota: readonly string[];
}
