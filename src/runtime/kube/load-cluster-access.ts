import type { ClusterAccess } from './cluster-access.ts';
import { type InClusterParts, inClusterAccess } from './in-cluster-access.ts';

/** What says where the cluster is. */
export interface ClusterPlace extends Omit<InClusterParts, 'host' | 'port'> {
  /** The path of a kubeconfig, for a run outside of a cluster; wins over host and port. */
  readonly kubeconfig?: string;
  readonly host?: string;
  readonly port?: string;
}

/** Finds the way to the API server: in a cluster by the ServiceAccount, elsewhere by a kubeconfig. */
export async function loadClusterAccess(place: ClusterPlace): Promise<ClusterAccess> {
  const { kubeconfig, host, port } = place;
  if (kubeconfig !== undefined) return fromFile(kubeconfig);
  if (host === undefined || port === undefined) {
    throw new Error('there is neither a kubeconfig nor the address of a cluster that we run in');
  }
  return inClusterAccess({ ...place, host, port });
}

/** Only here is the client library needed, for YAML, certificates and programs that give credentials. */
async function fromFile(path: string): Promise<ClusterAccess> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  try {
    config.loadFromFile(path);
  } catch (error) {
    throw new Error(`reading the kubeconfig ${path}`, { cause: error });
  }
  return config;
}
