import { daskPorts, samplingPorts } from '../../model/cluster-ports.ts';
import type { ClusterRole, ClusterTemplate } from '../../model/cluster-template.ts';
import type { Environment } from '../../model/environment.ts';
import type { Network, Peer, PeerPort } from '../../model/network.ts';
import type { Runtime } from '../../model/runtime.ts';
import { networkPolicy } from '../network-policy.ts';
import type { KubernetesObject } from '../object.ts';
import { policyMetadata } from '../policy-metadata.ts';
import { ports } from '../runtime-objects/ports.ts';
import { gatewayPeer } from './gateway.ts';
import { roleSelector } from './labels.ts';
import { nodePorts } from './resaas-pod.ts';

/**
 * Cuts a role's pods off from all but the gateway, DNS, the pods of their template and whom the policy names. Clusters of
 * one template are told apart by their keys, not by this: a NetworkPolicy in Git knows no cluster.
 */
export function clusterNetworkPolicy(
  cluster: ClusterTemplate,
  role: ClusterRole,
  environment: Environment,
  runtime: Runtime,
): KubernetesObject {
  const name = `${cluster.name}-${role}`;
  const metadata = policyMetadata('NetworkPolicy', cluster, environment, { name });
  const { ingress, egress } = cluster.network;
  const own = peersOf(cluster, role, runtime);
  return networkPolicy(metadata, roleSelector(cluster, role), {
    ingress: [...own.ingress, ...ingress],
    egress: [...own.egress, ...egress],
  });
}

function peersOf(cluster: ClusterTemplate, role: ClusterRole, runtime: Runtime): Network {
  switch (cluster.dialect) {
    case 'dask':
      return daskPeers(cluster, role, runtime);
    case 'resaas':
      return resaasPeers(cluster, role, runtime);
  }
}

/** The scheduler's HTTP API asks nobody who they are, so that only the gateway may talk to it. */
function daskPeers(cluster: ClusterTemplate, role: ClusterRole, runtime: Runtime): Network {
  const schedulers = pods(cluster, 'scheduler', [tcp(daskPorts.scheduler.comm)]);
  const workers = pods(cluster, 'worker', workerPorts(cluster));
  if (role === 'scheduler') {
    const { comm, http } = daskPorts.scheduler;
    const open = cluster.exposure.scheduler === 'gateway' ? [tcp(comm), tcp(http)] : [tcp(http)];
    const from = { ...pods(cluster, 'worker', [tcp(comm)]) };
    return { ingress: [from, gatewayPeer(runtime, open)], egress: [workers] };
  }
  const own = workerPorts(cluster);
  return {
    ingress: [pods(cluster, 'scheduler', own), pods(cluster, 'worker', own)],
    egress: [schedulers, workers],
  };
}

/** A worker that another command line starts listens where it likes. */
function workerPorts({ worker }: ClusterTemplate): readonly PeerPort[] {
  return worker.start === 'dialect' ? [tcp(daskPorts.worker.comm)] : [{ protocol: 'TCP' }];
}

/** The nodes of a sampling cluster are one MPI machine; its controller asks the gateway for more of them. */
function resaasPeers(cluster: ClusterTemplate, role: ClusterRole, runtime: Runtime): Network {
  const nodes = (['scheduler', 'worker'] as const).map((one) => pods(cluster, one, nodePorts));
  if (role === 'worker') return { ingress: nodes, egress: nodes };
  return {
    ingress: [...nodes, gatewayPeer(runtime, [tcp(samplingPorts.health)])],
    egress: [...nodes, gatewayPeer(runtime, [tcp(ports.http.containerPort)])],
  };
}

function pods(cluster: ClusterTemplate, role: ClusterRole, open: readonly PeerPort[]): Peer {
  return { podLabels: roleSelector(cluster, role), ports: open };
}

function tcp(port: number): PeerPort {
  return { port, protocol: 'TCP' };
}
