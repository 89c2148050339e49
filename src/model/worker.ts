import type { Pod } from './pod.ts';
import type { Millis } from './units.ts';

/** The pod of a pool, and what only a pod has that there are many of, replaced one by another. */
export interface Worker extends Pod {
  readonly longestTask?: Millis;
  readonly rollout: {
    readonly maxSurge: string | number;
    readonly maxUnavailable: string | number;
    readonly recreate: boolean;
  };
  /** The selector of a Deployment taken over from another tool; `undefined` for our own labels. */
  readonly selector?: Readonly<Record<string, string>>;
}
