import type { KubeConfig } from '@kubernetes/client-node';
import { type Applied, applyObjects } from './apply-objects.ts';
import { type Inventory, inventoryOf, type Pruned, pruneObjects } from './prune-objects.ts';
import type { Manifest } from './read-manifests.ts';

export interface Synced {
  readonly applied: readonly Applied[];
  readonly pruned: readonly Pruned[];
  /** What the next sync takes as `before`. */
  readonly inventory: Inventory;
}

/**
 * Makes the cluster hold these objects and none that an earlier sync applied and these no longer have. As with Flux, nothing
 * is deleted while an object is refused: what replaces the old may be what was refused.
 */
export async function syncObjects(
  config: KubeConfig,
  manifests: readonly Manifest[],
  before: Inventory,
  fieldManager: string,
): Promise<Synced> {
  const applied = await applyObjects(config, manifests, {
    fieldManager,
    conflicts: 'take',
    run: 'real',
  });
  const now = inventoryOf(applied);
  if (now.length < manifests.length) {
    return { applied, pruned: [], inventory: [...now, ...onlyIn(before, now)] };
  }
  const options = { fieldManager, propagation: 'Background' } as const;
  return { applied, pruned: await pruneObjects(config, before, now, options), inventory: now };
}

function onlyIn(before: Inventory, now: Inventory): Inventory {
  const uids = new Set(now.map(({ uid }) => uid));
  return before.filter(({ uid }) => !uids.has(uid));
}
