import type { Instant } from '../../../model/units.ts';
import type { Pod } from '../cell/objects.ts';
import type { ScaledPool } from '../resource/pool.ts';

/** What a pool may do at once. */
export interface Prepared {
  /** By how many it may be made smaller, exactly. */
  readonly confirmed: number;
  /** When it is worth asking again, if that is fewer than were asked for. */
  readonly again?: Instant;
}

/** Sees to it that those who go when a pool is made smaller have nothing to do. */
export interface Drain {
  /**
   * Chooses up to `howMany` workers that nobody misses, and marks them so that they are the ones to go. The pool may be made
   * smaller by exactly `confirmed`. Resolves with 0 rather than rejects where it cannot tell who is idle.
   */
  prepare(
    pool: ScaledPool,
    pods: readonly Pod[],
    howMany: number,
    abort: AbortSignal,
  ): Promise<Prepared>;
  /** Told that the pool was made smaller by what was confirmed last. */
  stepped?(poolId: string): void;
  /** Told that a pod of a pool goes or is gone; the answer says what was wrong about that, if it was our doing. */
  departed?(poolId: string, podName: string): { readonly wasBusy: boolean } | undefined;
  /** Told that a pool is no more. */
  forget?(poolId: string): void;
}
