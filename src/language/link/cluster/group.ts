import type { CapacityGroup } from '../../../model/capacity-group.ts';
import type { ClusterRole, ClusterTemplate } from '../../../model/cluster-template.ts';
import type { Estate } from '../../../model/environment.ts';
import { type Context, complain } from '../../place.ts';
import { nearest } from '../../suggest/suggest.ts';
import { containersOf } from '../pod/containers.ts';
import { reportRoom } from './room.ts';

const roles = ['scheduler', 'worker'] as const;

/** Checks the group of a template: that it is there, marks the pods, counts all of them and holds a cluster. */
export function reportClusterGroup(
  context: Context,
  cluster: ClusterTemplate,
  { groups }: Estate,
): void {
  const { group: name, namespace } = cluster;
  const { total } = cluster.limits;
  const isOwn = [total.cpu, total.memory, total.pods].some((amount) => amount !== undefined);
  if (name === undefined) {
    if (isOwn) reportOwnClass(context, cluster);
    return;
  }
  if (isOwn) reportTwoQuotas(context, name);
  const group = groups.find((one) => one.namespace === namespace && one.name === name);
  if (group === undefined) {
    reportUnknown(context, cluster, name, groups);
    return;
  }
  reportClass(context, cluster, group);
  for (const [resource, amount] of group.quota) {
    for (const role of roles) reportRequests(context, cluster, role, group, resource);
    const of = `group \`${name}\``;
    reportRoom(context, cluster, { path: ['group'], amount, resource, isCluster: false, of });
  }
}

function reportOwnClass(context: Context, cluster: ClusterTemplate): void {
  for (const role of roles) {
    const { priorityClass } = cluster[role];
    if (priorityClass === undefined) continue;
    complain(
      context,
      'conflicting-fields',
      [role, 'priorityClass'],
      (field) =>
        `${field} must not stand beside \`limits.total\`, whose quota counts the pods by a PriorityClass of its own, got "${priorityClass}"`,
      { help: 'remove it, or name a `group` that has this class in place of `limits.total`' },
    );
  }
}

function reportTwoQuotas(context: Context, group: string): void {
  complain(
    context,
    'conflicting-fields',
    ['limits', 'total'],
    (field) =>
      `${field} must hold \`clusters\` alone beside \`group\`: the quota of group \`${group}\` is the total`,
    { at: 'key', help: 'write the amounts into the CapacityGroup, or remove `group`' },
  );
}

function reportUnknown(
  context: Context,
  { namespace }: ClusterTemplate,
  name: string,
  groups: readonly CapacityGroup[],
): void {
  const here = groups.filter((one) => one.namespace === namespace);
  const near = nearest(
    name,
    here.map((one) => one.name),
  );
  complain(
    context,
    'unknown-reference',
    ['group'],
    (field) => `${field} must name a CapacityGroup of namespace \`${namespace}\`, got "${name}"`,
    { help: near && `did you mean \`${near}\`?` },
  );
}

function reportClass(
  context: Context,
  cluster: ClusterTemplate,
  { name, priorityClass }: CapacityGroup,
): void {
  for (const role of roles) {
    const own = cluster[role].priorityClass;
    if (own === undefined || own === priorityClass.name) continue;
    complain(
      context,
      'conflicting-fields',
      [role, 'priorityClass'],
      (field) =>
        `${field} must be \`${priorityClass.name}\`, which marks the pods of group \`${name}\`, got "${own}"`,
      { help: 'remove it: pods in a group have the priority class of the group' },
    );
  }
}

/** Of cpu and memory a quota demands that every container says what it takes; the gateway says it for a whole node. */
function reportRequests(
  context: Context,
  cluster: ClusterTemplate,
  role: ClusterRole,
  group: CapacityGroup,
  resource: string,
): void {
  if (!/^limits\.(cpu|memory)$/.test(resource)) return;
  if (role === 'worker' && cluster.perNode?.reserve !== undefined) return;
  const name = resource.slice('limits.'.length);
  for (const { path, container } of containersOf(cluster[role])) {
    if (container.limits.has(name)) continue;
    complain(
      { ...context, pod: role },
      'quota-needs-request',
      [...path, 'resources', 'limits', name],
      (field) =>
        `${field} is required, because group \`${group.name}\` has a quota for ${resource}: the API server refuses pods without it`,
      { at: 'key' },
    );
  }
}
