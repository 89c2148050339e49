import type { JsonObject } from '../../model/json.ts';
import { policyText } from '../import/policy-text.ts';
import type { ImportedGroup } from './import-quota.ts';
import type { HyperflowPool } from './pool.ts';
import { priorityClass } from './template.ts';

/** Which group each pool joins, and what that changes. */
export interface Memberships {
  readonly groups: ReadonlyMap<HyperflowPool, ImportedGroup>;
  readonly notes: readonly string[];
}

/** Puts each pool into the group of its namespace that is there for worker pools. */
export function joinGroups(
  pools: readonly HyperflowPool[],
  groups: readonly ImportedGroup[],
): Memberships {
  const joined = new Map<HyperflowPool, ImportedGroup>();
  for (const pool of pools) {
    const group = groups.find((one) => one.isForPools && one.namespace === pool.namespace);
    if (group !== undefined) joined.set(pool, group);
  }
  return {
    groups: joined,
    notes: [
      ...pools
        .filter((pool) => !joined.has(pool))
        .map(
          ({ name, namespace }) =>
            `pool \`${name}\` has no quota${inNamespace(namespace)}: without one the share formula gives no number; import the ResourceQuota too, or write a CapacityGroup`,
        ),
      ...[...joined].flatMap(([pool, group]) => refusals(pool, group)),
      ...groups.flatMap((group, index) => notesOn(group, groups.slice(0, index))),
    ],
  };
}

/** Writes a CapacityGroup. The name of a PriorityClass is the cluster's, so of several groups only the first keeps the chart's. */
export function groupText(group: ImportedGroup, isFirstOfClass: boolean): string {
  const { name, namespace, quota, file } = group;
  const policy: JsonObject = {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'CapacityGroup',
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    spec: {
      quota,
      ...(isFirstOfClass && { priorityClass: { name: group.priorityClass } }),
    },
  };
  return policyText(policy, {
    head: `From the ResourceQuota ${name} of ${file.split('/').at(-1)}.`,
  });
}

/** A quota refuses pods that do not say how much of what it counts they need. */
function refusals(
  { name, requests, limits = {} }: HyperflowPool,
  group: ImportedGroup,
): readonly string[] {
  return [...group.hard.keys()]
    .filter((resource) => {
      const [kind, ...rest] = resource.split('.');
      const amounts = kind === 'limits' ? limits : { ...limits, ...requests };
      return resource !== 'pods' && amounts[rest.join('.')] === undefined;
    })
    .map(
      (resource) =>
        `quota \`${group.name}\` counts ${resource}, which pool \`${name}\` does not give: the API server refuses such pods, and \`roster check\` such pools`,
    );
}

function notesOn(group: ImportedGroup, before: readonly ImportedGroup[]): readonly string[] {
  const { name, namespace } = group;
  const notes: string[] = [];
  const same = before.find((one) => one.isForPools && one.namespace === namespace);
  if (same !== undefined)
    notes.push(
      `quota \`${name}\`: the pools${inNamespace(namespace)} share \`${same.name}\`; the operator took the smallest of all quotas, also of those for other pods`,
    );
  else if (!group.isForPools)
    notes.push(
      `quota \`${name}\` is for PriorityClass ${group.priorityClass}, and no pool joins it; the operator counted it all the same`,
    );
  if (before.some((one) => one.priorityClass === group.priorityClass))
    notes.push(
      `quota \`${name}\` gets a PriorityClass of its own, since two groups cannot both make ${group.priorityClass}`,
    );
  else if (group.isForPools && group.priorityClass !== priorityClass)
    notes.push(
      `quota \`${name}\` is for PriorityClass ${group.priorityClass}, which its pools now have; the operator gave them ${priorityClass}, and the quota never counted them`,
    );
  return notes;
}

function inNamespace(namespace: string | undefined): string {
  return namespace === undefined ? '' : ` in namespace \`${namespace}\``;
}
