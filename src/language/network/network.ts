import type { Connections } from '../../model/connection.ts';
import type { Environment } from '../../model/environment.ts';
import type { Network, Peer } from '../../model/network.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenNetwork } from '../schema/network.ts';
import { nearest } from '../suggest/suggest.ts';
import { readPeers } from './peer.ts';
import { type Reach, reachOf } from './reach.ts';

/** What `spec.network` is read in. */
export interface Neighbours {
  readonly environment: Environment;
  /** The connections that the policy may name: those of the environment, or of a dialect whose policies bring their own. */
  readonly connections: Connections;
  /** Those meant when it names none, as `rabbitmq/main`. */
  readonly usual: readonly string[];
}

/** Reads `spec.network` of a policy with pods: DNS, the connections and what else is named. */
export function readNetwork(
  context: Context,
  written: WrittenNetwork,
  neighbours: Neighbours,
): Network {
  const { namespaces, network } = neighbours.environment;
  const named = written.connections;
  const reached = (named ?? neighbours.usual).flatMap((name, index) => {
    const path = named === undefined ? ['network'] : ['network', 'connections', index];
    return readConnection(context, path, name, neighbours);
  });
  const peers = (field: 'egress' | 'ingress') =>
    readPeers(context, ['network', field], written[field], namespaces);
  return { ingress: peers('ingress'), egress: [...network.dns, ...reached, ...peers('egress')] };
}

function readConnection(
  context: Context,
  path: Path,
  reference: string,
  { connections, environment }: Neighbours,
): readonly Peer[] {
  const isOwn = connections !== environment.connections;
  const [kind = '', ...rest] = reference.split('/');
  const name = rest.join('/');
  const connection = isKind(kind, connections) ? connections[kind].get(name) : undefined;
  if (connection === undefined) {
    reportUnknown(context, path, reference, { connections, isOwn });
  } else if (connection.network === undefined) {
    const { because, peer } = whyNowhere(connection);
    complain(
      context,
      'nowhere-on-network',
      path,
      (field) => `${field} needs to know where connection \`${reference}\` is: ${because}`,
      {
        at: 'key',
        help: isOwn
          ? `write \`connections: []\` and \`egress: [${peer}]\`: the connection is the policy's own, and has no \`network\``
          : `add \`network: [${peer}]\` to \`spec.connections.${kind}.${name}\` of the Environment`,
      },
    );
  }
  return connection?.network ?? [];
}

function reportUnknown(
  context: Context,
  path: Path,
  reference: string,
  { connections, isOwn }: { readonly connections: Connections; readonly isOwn: boolean },
): void {
  const [kind = ''] = reference.split('/');
  const known = isKind(kind, connections)
    ? [...connections[kind].keys()].map((name) => `${kind}/${name}`)
    : [];
  const near = nearest(reference, known);
  complain(
    context,
    'unknown-reference',
    path,
    (field) =>
      `${field} must name a connection of the ${isOwn ? 'policy itself' : 'environment'}, got "${reference}"`,
    { help: near ? `did you mean \`${near}\`?` : remedy(reference, isOwn) },
  );
}

function remedy(reference: string, isOwn: boolean): string {
  return isOwn
    ? 'name whom its pods may talk to in `network.egress`'
    : `add \`spec.connections.${reference.replace('/', '.')}\` to the Environment`;
}

function isKind(kind: string, connections: Connections): kind is keyof Connections {
  return Object.hasOwn(connections, kind);
}

type Connection = NonNullable<ReturnType<Connections[keyof Connections]['get']>>;

/** Why the place of a connection is not known, and a peer that would say it. */
function whyNowhere(connection: Connection): Exclude<Reach, { peers: readonly Peer[] }> {
  for (const address of addressesOf(connection)) {
    const reach = reachOf(address);
    if ('because' in reach) return reach;
  }
  return {
    because: 'its address is in a Secret',
    peer: '{namespace: …, ports: [{port: 5672}]}',
  };
}

function addressesOf(connection: Connection): readonly string[] {
  if ('address' in connection) return [connection.address];
  if (!('url' in connection)) return [];
  const { url } = connection;
  const websocketUrl = 'websocketUrl' in connection ? connection.websocketUrl : undefined;
  return websocketUrl === undefined ? [url] : [url, websocketUrl];
}
