import type { ClusterTemplate } from '../../model/cluster-template.ts';
import type { Estate } from '../../model/environment.ts';
import { type Context, complain } from '../place.ts';
import { reportClusterBounds } from './cluster/bounds.ts';
import { reportClusterGroup } from './cluster/group.ts';
import { reportClusterNames } from './cluster/names.ts';
import { reportOptions } from './cluster/options.ts';
import { reportOwned } from './cluster/owned.ts';
import { reportPerNode } from './cluster/per-node.ts';
import { reportReach } from './cluster/reach.ts';
import { reportRoot } from './cluster/root.ts';
import { reportSizes } from './cluster/sizes.ts';
import { reportPod } from './pod/pod.ts';

/** Rules of one ClusterTemplate and between it and the rest of its estate. */
export function reportCluster(context: Context, cluster: ClusterTemplate, estate: Estate): void {
  const { environment } = estate;
  for (const role of ['scheduler', 'worker'] as const) {
    const { kind, name, namespace } = cluster;
    const within: Context = { ...context, pod: role };
    const policy = {
      kind,
      name,
      namespace,
      worker: cluster[role],
      restartPolicy: 'Never',
    } as const;
    reportPod(within, policy, environment);
    reportOwned(within, cluster.dialect, role, cluster[role]);
  }
  if (environment.runtime === undefined) reportNoRuntime(context, environment.name);
  reportSizes(context, cluster);
  reportClusterBounds(context, cluster);
  reportClusterGroup(context, cluster, estate);
  reportClusterNames(context, cluster, estate);
  reportOptions(context, cluster);
  reportPerNode(context, cluster, environment);
  reportReach(context, cluster);
  reportRoot(context, cluster);
}

function reportNoRuntime(context: Context, environment: string): void {
  complain(
    context,
    'runtime-disabled',
    ['dialect'],
    (field) =>
      `${field} needs the runtime, whose gateway makes clusters, and environment \`${environment}\` has switched it off`,
    { at: 'key', help: 'set `spec.runtime.enabled: true` in the Environment' },
  );
}
