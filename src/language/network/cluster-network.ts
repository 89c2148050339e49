import type { Connections } from '../../model/connection.ts';
import type { ClusterNetwork, Peer } from '../../model/network.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenClusterNetwork } from '../schema/network.ts';
import { readPeers } from './peer.ts';

/** Reads `spec.network` of an Environment; what is not written follows from its connections. */
export function readClusterNetwork(
  context: Context,
  written: WrittenClusterNetwork = {},
  { prometheus }: Connections,
): ClusterNetwork {
  const { dns } = written;
  reportPorts(context, written.prometheus);
  const scrapers = written.prometheus
    ? readPeers(context, ['network', 'prometheus'], written.prometheus)
    : [...prometheus.values()].flatMap(({ network = [] }) => network).filter(isPlaced);
  return {
    dns: dns ? readPeers(context, ['network', 'dns'], dns) : usualDns,
    prometheus:
      scrapers.length === 0 ? undefined : scrapers.map((peer) => ({ ...peer, ports: [] })),
  };
}

/** Each policy says for itself which port its metrics are on. */
function reportPorts(context: Context, scrapers: WrittenClusterNetwork['prometheus'] = []): void {
  for (const [index, { ports }] of scrapers.entries()) {
    if (ports === undefined) continue;
    complain(
      context,
      'conflicting-fields',
      ['network', 'prometheus', index, 'ports'],
      (field) => `${field} has no meaning: the port is the one in \`metrics\` of each policy`,
      { at: 'key', help: 'remove it' },
    );
  }
}

/** A Service beside its user is in another namespace for every user. */
function isPlaced({ namespace, namespaceLabels, cidr }: Peer): boolean {
  return namespace !== undefined || namespaceLabels !== undefined || cidr !== undefined;
}

const usualDns: readonly Peer[] = [
  {
    namespace: 'kube-system',
    podLabels: { 'k8s-app': 'kube-dns' },
    ports: [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ],
  },
];
