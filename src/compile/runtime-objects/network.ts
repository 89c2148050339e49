import type { Peer } from '../../model/network.ts';
import type { RuntimeConnection } from '../../model/runtime-connection.ts';
import { ownPodsOf } from '../labels.ts';
import { dnsEgress, networkPolicy } from '../network-policy.ts';
import type { KubernetesObject } from '../object.ts';
import { idlenessPorts } from '../pool/idleness-ports.ts';
import {
  type ComponentName,
  componentMetadata,
  componentSelector,
  type Installed,
} from './component.ts';
import type { Needs } from './needs.ts';
import { ports } from './ports.ts';

/** Who may talk to a component, and whom it may talk to. */
export function componentNetwork(
  component: ComponentName,
  needs: readonly Needs[],
  connections: readonly RuntimeConnection[],
  one: Installed,
): KubernetesObject {
  const isGateway = component === 'gateway';
  return networkPolicy(
    componentMetadata('NetworkPolicy', component, one),
    componentSelector(component),
    {
      ingress: [...scrapers(one), ...(isGateway ? [users] : [])],
      egress: [
        ...dnsEgress(one.environment),
        ...apiServer(one),
        ...(isGateway ? clusters(needs) : [...sources(connections), ...asked(needs)]),
      ],
    },
  );
}

const anywhere = ['0.0.0.0/0', '::/0'];

/** Users come from any pod of the cluster; those from outside come by an ingress controller, which is one. */
const users: Peer = {
  namespaceLabels: {},
  ports: [ports.http, ports.proxy].map(({ containerPort }) => ({
    port: containerPort,
    protocol: 'TCP',
  })),
};

function scrapers({ environment }: Installed): readonly Peer[] {
  const { prometheus = [{ namespaceLabels: {}, ports: [] }] } = environment.network;
  const only = [{ port: ports.admin.containerPort, protocol: 'TCP' }] as const;
  return prometheus.map((peer) => ({ ...peer, ports: only }));
}

/** The API server is no pod: nothing but its address tells it. */
function apiServer({ install }: Installed): readonly Peer[] {
  const blocks = install.apiServer.length === 0 ? anywhere : install.apiServer;
  const secure = [443, 6443].map((port) => ({ port, protocol: 'TCP' }) as const);
  return blocks.map((cidr) => ({ cidr, ports: secure }));
}

/**
 * Where the sources of signals are. One that does not say it opens the way to everywhere: a controller that is cut off
 * from its signals would hold every pool as it is.
 */
function sources(connections: readonly RuntimeConnection[]): readonly Peer[] {
  const known = connections.map(({ connection }) => connection.network);
  if (known.includes(undefined)) return anywhere.map((cidr) => ({ cidr, ports: [] }));
  return known.flatMap((peers) => peers ?? []);
}

/** The workers that are asked over HTTP whether they are idle. */
function asked(needs: readonly Needs[]): readonly Peer[] {
  return needs
    .flatMap(({ pools }) => pools)
    .flatMap((pool) =>
      idlenessPorts(pool).map((port) => ({
        namespace: pool.namespace,
        podLabels: ownPodsOf(pool),
        ports: [port],
      })),
    );
}

function clusters(needs: readonly Needs[]): readonly Peer[] {
  return needs.flatMap(({ namespace, clusters: templates }) =>
    templates.map(({ name }) => ({
      namespace,
      podLabels: { 'roster.dev/cluster-template': name },
      ports: [],
    })),
  );
}
