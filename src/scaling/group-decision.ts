import type { Decision } from './decision.ts';

/** What the pools of a CapacityGroup should have now, and how its quota stands. */
export interface GroupDecision {
  /** By pool id, one for each input. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** By the resources of the quota: what the present workers of the pools take, the ones that are going included. In billionths. */
  readonly used: Readonly<Record<string, string>>;
  /** By pool id: the workers that the quota allots to it, before rates, idle limits and the wait for room. */
  readonly shares: ReadonlyMap<string, number>;
  /** The resources of which the pools and `others` take more than the quota has, in the order of their names. */
  readonly overQuota: readonly string[];
}
