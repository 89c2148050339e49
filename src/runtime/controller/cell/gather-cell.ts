import type { GroupInput } from '../../../scaling/group-input.ts';
import type { Now, PoolInput } from '../../../scaling/pool-input.ts';
import type { ReconcilerParts } from '../reconciler-parts.ts';
import { gatherGroup } from './gather-group.ts';
import { gatherPool } from './gather-pool.ts';
import type { View } from './look.ts';
import type { World } from './world.ts';

/** Puts together all that a decision about a cell depends on. */
export function gatherCell(
  { subjects, group }: View,
  world: World,
  parts: ReconcilerParts,
  now: Now,
): { readonly inputs: readonly PoolInput[]; readonly group?: GroupInput } {
  const { memories, observe, nodes, claims } = parts;
  const inputs = subjects.map(({ pool, deployment }) =>
    gatherPool(
      pool,
      {
        deployment,
        pods: world.podsOfPool(pool.name),
        memory: memories.of(pool, now.now),
        observe,
        nodes,
      },
      now,
    ),
  );
  if (group === undefined) return { inputs };
  const members = subjects.map(({ pool: { id, name }, deployment }) => ({
    id,
    name,
    podSpec: deployment.spec?.template?.spec,
  }));
  const pods = world.podsOfClass(group.priorityClass);
  return { inputs, group: gatherGroup(group, members, pods, claims) };
}
