import { signalOf } from '../../../model/scaling.ts';
import type { Instant } from '../../../model/units.ts';
import { emptyMemory, type PoolMemory } from '../../../scaling/memory.ts';
import { keyOf } from '../../signals/wanted-signal.ts';
import type { ScaledPool } from '../resource/pool.ts';

/** What each pool remembers from one decision to the next. It is nobody's but the leader's, and begins anew with each term. */
export interface Memories {
  /**
   * Empty for a pool that was not decided about yet, or that was deleted and made again. With another signal it begins anew
   * but for its moves: the new one has not been lost only because it has not answered yet.
   */
  of(pool: ScaledPool, now: Instant): PoolMemory;
  keep(pool: ScaledPool, memory: PoolMemory): void;
  forget(poolId: string): void;
  clear(): void;
}

interface Kept {
  readonly uid: string;
  readonly signal: string | undefined;
  readonly memory: PoolMemory;
}

/** Makes memories of nothing. */
export function createMemories(): Memories {
  const kept = new Map<string, Kept>();
  return {
    of: (pool, now) => {
      const known = kept.get(pool.id);
      if (known?.uid !== pool.uid) return emptyMemory(now);
      const { memory } = known;
      if (known.signal === signalKey(pool)) return memory;
      const { moves, last } = memory;
      return { ...emptyMemory(now), moves, ...(last && { last }) };
    },
    keep: (pool, memory) => {
      kept.set(pool.id, { uid: pool.uid, signal: signalKey(pool), memory });
    },
    forget: (poolId) => {
      kept.delete(poolId);
    },
    clear: () => kept.clear(),
  };
}

function signalKey({ scaling }: ScaledPool): string | undefined {
  const signal = signalOf(scaling.demand);
  return signal && keyOf(signal);
}
