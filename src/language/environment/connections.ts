import type {
  BrokerSeries,
  Connections,
  OasisConnection,
  OasisCredentials,
  PrometheusConnection,
  RabbitmqConnection,
  RedisConnection,
  SecretKey,
} from '../../model/connection.ts';
import type { Peer } from '../../model/network.ts';
import type { Path } from '../../model/source.ts';
import { readPeers } from '../network/peer.ts';
import { reachOf } from '../network/reach.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenEnvironment } from '../schema/environment.ts';
import type { WrittenPeer } from '../schema/network.ts';
import { readUrl } from '../values/values.ts';

type Written = NonNullable<WrittenEnvironment['connections']>;

/** Reads `spec.connections`, or the same shape out of a dialect's own fields. */
export function readConnections(context: Context, written: Written): Connections {
  return {
    rabbitmq: mapNamed(written.rabbitmq, (name, one) => readRabbitmq(context, name, one)),
    prometheus: mapNamed(written.prometheus, (name, one) => readPrometheus(context, name, one)),
    redis: mapNamed(written.redis, (name, one) => readRedis(context, name, one)),
    oasis: mapNamed(written.oasis, (name, one) => readOasis(context, name, one)),
  };
}

function mapNamed<T, U>(
  written: Readonly<Record<string, T>> = {},
  read: (name: string, one: T) => U,
): ReadonlyMap<string, U> {
  return new Map(Object.entries(written).map(([name, one]) => [name, read(name, one)]));
}

function readRabbitmq(
  context: Context,
  name: string,
  { amqp, management, ca, exporter, network }: NonNullable<Written['rabbitmq']>[string],
): RabbitmqConnection {
  return {
    name,
    ...(amqp && { amqp: secretKey(amqp) }),
    ...(management && { management: secretKey(management) }),
    ...(ca && { ca: secretKey(ca) }),
    ...(exporter && {
      series: { ...seriesOf[exporter.kind ?? 'kbudde'], matchers: exporter.matchers ?? {} },
    }),
    ...readPlace(context, ['rabbitmq', name], network, []),
  };
}

const seriesOf: Readonly<Record<'kbudde' | 'plugin', Omit<BrokerSeries, 'matchers'>>> = {
  kbudde: {
    exporter: 'kbudde',
    ready: 'rabbitmq_queue_messages_ready',
    unacked: 'rabbitmq_queue_messages_unacknowledged',
    alive: 'rabbitmq_up',
  },
  plugin: {
    exporter: 'plugin',
    ready: 'rabbitmq_queue_messages_ready',
    unacked: 'rabbitmq_queue_messages_unacked',
    alive: 'rabbitmq_identity_info',
  },
};

function readPrometheus(
  context: Context,
  name: string,
  written: NonNullable<Written['prometheus']>[string],
): PrometheusConnection {
  const { url, bearerToken, basic, ca, network } = written;
  if (bearerToken && basic) {
    complain(
      context,
      'conflicting-fields',
      ['connections', 'prometheus', name, 'basic'],
      (field) => `${field} and \`bearerToken\` must not both be given`,
      { at: 'key', help: 'keep one of them' },
    );
  }
  if (ca) reportUnusedCa(context, ['prometheus', name], [url], 'an `https` address');
  return {
    name,
    url: readUrl(context, ['connections', 'prometheus', name, 'url'], url, ['http', 'https']),
    ...(bearerToken && { bearerToken: secretKey(bearerToken) }),
    ...(basic && {
      basic: { username: secretKey(basic.username), password: secretKey(basic.password) },
    }),
    ...(ca && { ca: secretKey(ca) }),
    ...readPlace(context, ['prometheus', name], network, [url]),
  };
}

function readRedis(
  context: Context,
  name: string,
  written: NonNullable<Written['redis']>[string],
): RedisConnection {
  const { network, address, username, password, ca, database = 0, tls = false } = written;
  const port = address.replace(/^.*:/s, '');
  if (Number(port) < 1 || Number(port) > 65_535) {
    complain(
      context,
      'invalid-port',
      ['connections', 'redis', name, 'address'],
      (field) => `${field} must end with a port of 1 to 65535, got ${port}`,
      { help: 'Redis listens on 6379 unless it is told otherwise' },
    );
  }
  if (ca && !tls) reportUnusedCa(context, ['redis', name], [], '`tls: true`');
  return {
    name,
    address,
    ...(username && { username: secretKey(username) }),
    ...(password && { password: secretKey(password) }),
    database,
    tls,
    ...(ca && { ca: secretKey(ca) }),
    ...readPlace(context, ['redis', name], network, [address]),
  };
}

function readOasis(
  context: Context,
  name: string,
  { url, websocketUrl, network, credentials, ca }: NonNullable<Written['oasis']>[string],
): OasisConnection {
  const at = (field: string) => ['connections', 'oasis', name, field];
  const addresses = websocketUrl === undefined ? [url] : [url, websocketUrl];
  if (ca) reportUnusedCa(context, ['oasis', name], addresses, 'an `https` or a `wss` address');
  return {
    name,
    ...(credentials && { credentials: oasisCredentials(credentials) }),
    url: readUrl(context, at('url'), url, ['http', 'https']),
    ...(websocketUrl !== undefined && {
      websocketUrl: readUrl(context, at('websocketUrl'), websocketUrl, ['ws', 'wss']),
    }),
    ...(ca && { ca: secretKey(ca) }),
    ...readPlace(context, ['oasis', name], network, addresses),
  };
}

/** The schema lets exactly one of the two through. */
function oasisCredentials({
  password,
  client,
}: NonNullable<Written['oasis']>[string]['credentials']): OasisCredentials {
  const name = password?.secretName ?? client?.secretName ?? '';
  return client === undefined
    ? { username: { name, key: 'username' }, password: { name, key: 'password' } }
    : { clientId: { name, key: 'client-id' }, clientSecret: { name, key: 'client-secret' } };
}

/** Certificates are looked at only where the other side shows one. */
function reportUnusedCa(
  context: Context,
  path: Path,
  addresses: readonly string[],
  needed: string,
): void {
  if (addresses.some((address) => /^(https|wss):/i.test(address))) return;
  complain(
    context,
    'conflicting-fields',
    ['connections', ...path, 'ca'],
    (field) => `${field} goes with ${needed}: without it nothing is encrypted`,
    { at: 'key', help: 'remove it, or encrypt the connection' },
  );
}

/** Where a connection is on the network: as written, else by its addresses, if all of them say it. */
function readPlace(
  context: Context,
  path: Path,
  written: readonly WrittenPeer[] | undefined,
  addresses: readonly string[],
): { readonly network?: readonly Peer[] } {
  if (written) return { network: readPeers(context, ['connections', ...path, 'network'], written) };
  const found = addresses.map(reachOf);
  const known = found.flatMap((reach) => ('peers' in reach ? [reach.peers] : []));
  return found.length > 0 && known.length === found.length ? { network: known.flat() } : {};
}

function secretKey({
  secretKeyRef: { name, key },
}: {
  readonly secretKeyRef: SecretKey;
}): SecretKey {
  return { name, key };
}
