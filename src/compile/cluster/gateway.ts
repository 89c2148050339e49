import type { Peer, PeerPort } from '../../model/network.ts';
import type { Runtime } from '../../model/runtime.ts';

/** The ServiceAccount of the gateway, in the namespace of the runtime. */
export const gatewayAccount = 'roster-gateway';

/** What the gateway's own pods are known by. */
const gatewayLabels = { 'app.kubernetes.io/name': 'roster-gateway' } as const;

/** The label that holds the name of the WorkerCluster; the gateway puts it on everything that is the cluster's. */
export const clusterLabel = 'roster.dev/cluster';

/** The label that tells the one pod of a cluster from the many, whatever the dialect calls them. */
export const roleLabel = 'roster.dev/role';

/** The gateway on the network. */
export function gatewayPeer({ namespace }: Runtime, ports: readonly PeerPort[]): Peer {
  return { namespace, podLabels: gatewayLabels, ports };
}

/** Where pods of the cluster reach the gateway. */
export function gatewayAddress({ namespace }: Runtime): string {
  return `http://roster-gateway.${namespace}`;
}
