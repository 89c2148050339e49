import type { Peer, PeerPort } from '../../model/network.ts';
import type { Runtime } from '../../model/runtime.ts';
import { componentSelector, nameOf } from '../runtime-objects/component.ts';

/** The label that holds the name of the WorkerCluster; the gateway puts it on everything that is the cluster's. */
export const clusterLabel = 'roster.dev/cluster';

/**
 * The Secrets with the keys of single clusters. In a template stands one for all; the gateway puts that of the cluster in
 * its place, whose name begins alike: admission lets the pods of clusters read no others but those of the policy.
 */
export const ownSecret = {
  prefix: 'roster-cluster-',
  inTemplate: 'roster-cluster-credentials',
} as const;

/** The label that tells the one pod of a cluster from the many, whatever the dialect calls them. */
export const roleLabel = 'roster.dev/role';

/** The gateway on the network. */
export function gatewayPeer({ namespace }: Runtime, ports: readonly PeerPort[]): Peer {
  return { namespace, podLabels: componentSelector('gateway'), ports };
}

/** Where pods of the cluster reach the gateway. */
export function gatewayAddress({ namespace }: Runtime): string {
  return `http://${nameOf('gateway')}.${namespace}`;
}
