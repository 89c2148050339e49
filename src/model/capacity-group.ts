import type { JsonObject } from './json.ts';
import type { Quantity } from './quantity.ts';
import type { Identity, Provenance } from './worker-pool.ts';

/** What a set of pods may take together. */
export interface CapacityGroup extends Identity {
  readonly kind: 'CapacityGroup';
  /** Hard limits by the resource names of a ResourceQuota: `requests.cpu`, `limits.memory`, `pods`. */
  readonly quota: ReadonlyMap<string, Quantity>;
  readonly priorityClass: {
    readonly name: string;
    readonly value: number;
    readonly preemption: 'PreemptLowerPriority' | 'Never';
  };
  /** So many of the highest distinct priorities of busy pools are served, the others count as idle; absent: all. */
  readonly priorityLevels?: number;
  readonly written: JsonObject;
  readonly provenance: Provenance;
}
