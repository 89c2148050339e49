import type { GroupInput } from '../../../scaling/group-input.ts';
import type { Group } from '../resource/group.ts';
import { isActive, type Pod, poolOf } from './objects.ts';

/**
 * What one pod of this spec takes of each of these resources of a ResourceQuota, in billionths. A resource that it does not
 * take may be left out.
 */
export type Claims = (
  podSpec: unknown,
  resources: readonly string[],
) => ReadonlyMap<string, bigint>;

/** A pool of the group, with the spec that its pods are made from. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly podSpec: unknown;
}

/**
 * Puts together what the pools of a group share. What takes of the quota and is no pod of `members` counts as others: Jobs,
 * pods of pools that somebody else scales, and those of a pool that cannot be read.
 */
export function gatherGroup(
  group: Group,
  members: readonly Member[],
  pods: readonly Pod[],
  claims: Claims,
): GroupInput {
  const resources = [...group.quota.keys()];
  const names = new Set(members.map(({ name }) => name));
  const others = new Map<string, bigint>();
  for (const pod of pods) {
    const pool = poolOf(pod);
    if (!isActive(pod) || (pool !== undefined && names.has(pool))) continue;
    for (const [resource, amount] of claims(pod.spec, resources)) {
      others.set(resource, (others.get(resource) ?? 0n) + amount);
    }
  }
  return {
    id: group.id,
    quota: written([...group.quota].map(([name, { nano }]) => [name, nano] as const)),
    requests: Object.fromEntries(
      members.map(({ id, podSpec }) => [id, written(claims(podSpec, resources))]),
    ),
    others: written(others),
    ...(group.priorityLevels !== undefined && { priorityLevels: group.priorityLevels }),
  };
}

function written(amounts: Iterable<readonly [string, bigint]>): Readonly<Record<string, string>> {
  return Object.fromEntries([...amounts].map(([name, amount]) => [name, amount.toString()]));
}
