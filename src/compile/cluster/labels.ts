import type { ClusterRole, ClusterTemplate } from '../../model/cluster-template.ts';
import type { Environment } from '../../model/environment.ts';
import type { Labels } from '../labels.ts';
import { fixedPolicyLabels, policyLabels } from '../policy-metadata.ts';
import { roleLabel } from './gateway.ts';

/** What tells the pods of a role from all others of the namespace, those of all clusters of the template together. */
export function roleSelector({ name }: ClusterTemplate, role: ClusterRole): Labels {
  return { 'roster.dev/cluster-template': name, [roleLabel]: role };
}

/** All labels of a pod but those of its cluster, which the gateway adds. */
export function clusterPodLabels(
  cluster: ClusterTemplate,
  role: ClusterRole,
  environment: Environment,
): Labels {
  return {
    ...policyLabels(cluster, environment),
    ...cluster[role].labels,
    ...fixedClusterLabels(cluster, role),
  };
}

/** Those that nothing in a policy can change. */
export function fixedClusterLabels(cluster: ClusterTemplate, role: ClusterRole): Labels {
  return {
    ...fixedPolicyLabels(cluster),
    'app.kubernetes.io/component': components[cluster.dialect][role],
    ...(cluster.dialect === 'dask' ? { 'gateway.dask.org/instance': cluster.name } : {}),
    ...roleSelector(cluster, role),
  };
}

/** As the tools around each dialect look for them. */
const components = {
  dask: { scheduler: 'dask-scheduler', worker: 'dask-worker' },
  resaas: { scheduler: 'controller', worker: 'worker' },
} as const;
