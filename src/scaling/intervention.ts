import type { Instant } from '../model/units.ts';

/**
 * What a person asked for by an annotation of the WorkerPool: exactly so many workers, or no change at all, until a
 * moment, for a reason. After `until` it is as if it were not there.
 */
export type Intervention =
  | {
      readonly kind: 'pin';
      readonly workers: number;
      readonly until: Instant;
      readonly because: string;
    }
  | { readonly kind: 'pause'; readonly until: Instant; readonly because: string };
