import { homedir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../config/problem.ts';
import { settings } from '../config/settings.ts';
import type { Environment } from '../config.ts';
import type { ClusterAccess } from '../kube/cluster-access.ts';
import { loadClusterAccess } from '../kube/load-cluster-access.ts';
import type { Parts } from '../parts.ts';

/** How the API server is reached: by a kubeconfig file where one is named, else as the service account of the pod. */
export async function openCluster(
  kubeconfig: string,
  env: Environment,
  readFile: Parts['readFile'],
): Promise<ClusterAccess> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = env;
  if (kubeconfig !== '') return loadClusterAccess({ kubeconfig, readFile });
  if (host) return loadClusterAccess({ host, port, readFile });
  const { field } = settings.kubeconfig;
  const message = 'must name a kubeconfig file, since this is no pod of a cluster';
  throw new ConfigurationError([{ where: 'the settings', field, message }]);
}

/** The cluster that the user's `kubectl` talks to; of several files in KUBECONFIG the first. */
export function openUsersCluster(
  env: Environment,
  readFile: Parts['readFile'],
): Promise<ClusterAccess> {
  const [first] = (env.KUBECONFIG ?? '').split(':');
  const kubeconfig = first || join(homedir(), '.kube', 'config');
  return loadClusterAccess({ kubeconfig, readFile });
}
