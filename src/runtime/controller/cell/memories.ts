import type { Instant } from '../../../model/units.ts';
import { emptyMemory, type PoolMemory } from '../../../scaling/memory.ts';
import type { ScaledPool } from '../resource/pool.ts';

/** What each pool remembers from one decision to the next. It is nobody's but the leader's, and begins anew with each term. */
export interface Memories {
  /** Empty for a pool that was not decided about yet, or that was deleted and made again. */
  of(pool: ScaledPool, now: Instant): PoolMemory;
  keep(pool: ScaledPool, memory: PoolMemory): void;
  forget(poolId: string): void;
  clear(): void;
}

/** Makes memories of nothing. */
export function createMemories(): Memories {
  const kept = new Map<string, { readonly uid: string; readonly memory: PoolMemory }>();
  return {
    of: ({ id, uid }, now) => {
      const known = kept.get(id);
      return known?.uid === uid ? known.memory : emptyMemory(now);
    },
    keep: ({ id, uid }, memory) => {
      kept.set(id, { uid, memory });
    },
    forget: (poolId) => {
      kept.delete(poolId);
    },
    clear: () => kept.clear(),
  };
}
