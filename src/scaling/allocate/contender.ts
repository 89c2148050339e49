import { compareText } from '../../model/order.ts';
import type { Claimant } from './claimant.ts';
import { compareShares, exactWeight, type Rate, rateOf } from './rate.ts';
import type { Need, Room } from './room.ts';
import { urgencyOf } from './urgency.ts';

/** A pool while the quota is being shared out; `workers` is what it has so far, its floor at first. */
export interface Contender {
  readonly id: string;
  readonly needs: readonly Need[];
  readonly priority: number;
  readonly demand: number;
  /** By weight alone. */
  readonly fair: Rate;
  /** By weight and by how long its tasks will wait. */
  readonly urgent: Rate;
  workers: number;
}

/** By which of its rates a pool is compared with others. */
export type Standing = 'fair' | 'urgent';

/** Reads claims; a pool that takes nothing of the quota has its demand at once. */
export function createContenders(claimants: readonly Claimant[], room: Room): readonly Contender[] {
  // One rate for all pools that are alike, so that comparing two of them is comparing whole numbers.
  const rates = new Map<number, Rate>();
  const shared = (rate: Rate): Rate => {
    const known = rates.get(rate.near);
    if (known === undefined) rates.set(rate.near, rate);
    return known?.over === rate.over && known.under === rate.under ? known : rate;
  };
  return claimants.map((claimant) => {
    const { id, weight, priority } = claimant;
    const needs = room.needsOf(claimant.request);
    const floor = whole(claimant.floor);
    const demand = Math.max(floor, whole(claimant.demand));
    return {
      id,
      needs,
      priority: Number.isNaN(priority) ? 0 : priority,
      demand,
      fair: shared(rateOf(needs, room, exactWeight(weight))),
      urgent: shared(rateOf(needs, room, exactWeight(weight, urgencyOf(claimant)))),
      workers: needs.length === 0 ? demand : floor,
    };
  });
}

/** Makes the order of who gets the next worker: the poorer pool first, and of equals the first by id. */
export function isNextBy(by: Standing): (a: Contender, b: Contender) => boolean {
  return (a, b) => {
    const order = compareShares(a[by], a.workers, b[by], b.workers);
    return order === 0 ? compareText(a.id, b.id) < 0 : order < 0;
  };
}

function whole(count: number): number {
  if (!(count > 0)) return 0;
  return Math.floor(Math.min(count, Number.MAX_SAFE_INTEGER));
}
