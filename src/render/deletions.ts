import { compareText } from '../model/order.ts';
import type { Files } from './files.ts';
import { INVENTORY, type Inventory, readInventory } from './inventory.ts';

/** A policy of the old tree that the new one lacks, and the environments it vanishes from. */
export interface Deletion {
  readonly policy: string;
  readonly environments: readonly string[];
}

export interface Deletions {
  /** Sorted by policy; one that vanishes from several environments counts once. */
  readonly deleted: readonly Deletion[];
  /** How many policies may vanish unasked: 3, or a tenth of the old ones where that is more. */
  readonly budget: number;
  /** How many policies the old tree had. */
  readonly before: number;
}

/** Compares the old inventory with the new files. A policy is known by kind and name: moving its file deletes nothing. */
export function deletions(oldInventory: string, files: Files): Deletions {
  const old = environmentsByPolicy(readInventory(oldInventory));
  const next = environmentsByPolicy(readInventory(files.get(INVENTORY) ?? ''));
  const deleted = [...old]
    .map(([policy, environments]) => {
      const kept = next.get(policy);
      return {
        policy,
        environments: [...environments].filter((name) => !kept?.has(name)).sort(compareText),
      };
    })
    .filter(({ environments }) => environments.length > 0)
    .sort((a, b) => compareText(a.policy, b.policy));
  return { deleted, budget: Math.max(3, Math.floor(old.size / 10)), before: old.size };
}

function environmentsByPolicy({ objects }: Inventory): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { policyName, path } of objects) {
    const environments = found.get(policyName) ?? new Set();
    found.set(policyName, environments.add(path.split('/', 1).join()));
  }
  return found;
}
