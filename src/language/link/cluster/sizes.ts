import type { ClusterRole, ClusterTemplate, OptionField } from '../../../model/cluster-template.ts';
import { podAmount } from '../../../model/pod-resources.ts';
import { type Context, complain } from '../../place.ts';

/** Reports pods that do not say how much they take: limits could not count them, and Dask would take the whole node. */
export function reportSizes(context: Context, cluster: ClusterTemplate): void {
  for (const role of ['scheduler', 'worker'] as const) {
    for (const resource of ['cpu', 'memory'] as const) {
      if (isSized(cluster, role, resource)) continue;
      complain(
        context,
        'missing-field',
        [role, 'resources', 'requests', resource],
        (field) => `${field} is required: limits count it, and the program is told how much it has`,
        {
          at: 'key',
          help: 'a limit alone will do: Kubernetes takes the request from it',
        },
      );
    }
  }
}

/** Tells whether it is known how much a pod takes: it says so, an option does, or it takes a whole node. */
function isSized(
  { options, perNode, ...pods }: ClusterTemplate,
  role: ClusterRole,
  resource: 'cpu' | 'memory',
): boolean {
  const field: OptionField = `${role}.${resource}`;
  return (
    podAmount(pods[role], `requests.${resource}`, role) !== undefined ||
    options.some(({ sets }) => 'field' in sets && sets.field === field) ||
    (role === 'worker' && perNode?.reserve !== undefined)
  );
}
