import type { Instant } from '../../../model/units.ts';

/** Tells for each pool whether the sample that it was decided on is one that no decision has seen before. */
export interface Arrivals {
  /** When the sample came, if it is new; it counts as seen then. */
  news(poolId: string, arrivedAt: Instant | undefined): Instant | undefined;
  forget(poolId: string): void;
  clear(): void;
}

/** Makes one that has seen nothing. */
export function createArrivals(): Arrivals {
  const seen = new Map<string, Instant>();
  return {
    news: (poolId, arrivedAt) => {
      if (arrivedAt === undefined || seen.get(poolId) === arrivedAt) return undefined;
      seen.set(poolId, arrivedAt);
      return arrivedAt;
    },
    forget: (poolId) => {
      seen.delete(poolId);
    },
    clear: () => seen.clear(),
  };
}
