import type {
  BrokerSeries,
  Connections,
  OasisConnection,
  PrometheusConnection,
  RabbitmqConnection,
  RedisConnection,
  SecretKey,
} from '../model/connection.ts';
import type { Environment } from '../model/environment.ts';
import type { DocumentRef } from '../model/source.ts';
import { type Context, complain } from './place.ts';
import { environmentDefaults } from './schema/defaults.ts';
import type { WrittenEnvironment } from './schema/environment.ts';
import { reportLabels, reportOwnedLabels } from './values/labels.ts';
import { readUrl } from './values/values.ts';

type Written = NonNullable<WrittenEnvironment['connections']>;

/** Reads an Environment that has passed its schema. */
export function readEnvironment(
  context: Context,
  name: string,
  written: WrittenEnvironment,
): Environment {
  const { versions = {}, prometheusOperator = {} } = written;
  reportLabels(context, ['labels'], written.labels);
  reportOwnedLabels(context, ['labels'], written.labels);
  reportLabels(context, ['prometheusOperator', 'ruleLabels'], prometheusOperator.ruleLabels);
  return {
    kind: 'Environment',
    name,
    defaultNamespace: written.defaultNamespace ?? environmentDefaults.defaultNamespace,
    namespaces: written.namespaces ?? {},
    labels: written.labels ?? {},
    gitops: written.gitops ?? 'none',
    versions: {
      kubernetes: readVersion(versions.kubernetes ?? environmentDefaults.kubernetes),
      keda: readVersion(versions.keda ?? environmentDefaults.keda),
    },
    runtime: written.runtime?.enabled ?? true,
    prometheusOperator: {
      enabled: prometheusOperator.enabled ?? true,
      ruleLabels: prometheusOperator.ruleLabels ?? {},
    },
    connections: readConnections(context, written.connections ?? {}),
    document: context.document,
  };
}

/** The environment of a policy folder that has none: everything at its default, no connections. */
export function defaultEnvironment(document: DocumentRef): Environment {
  return readEnvironment({ document, layers: [], diagnostics: [] }, 'default', {});
}

/** Reads `spec.connections`, or the same shape out of a dialect's own fields. */
export function readConnections(context: Context, written: Written): Connections {
  return {
    rabbitmq: mapNamed(written.rabbitmq, readRabbitmq),
    prometheus: mapNamed(written.prometheus, (name, one) => readPrometheus(context, name, one)),
    redis: mapNamed(written.redis, readRedis),
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
  name: string,
  { amqp, management, exporter }: NonNullable<Written['rabbitmq']>[string],
): RabbitmqConnection {
  return {
    name,
    ...(amqp && { amqp: secretKey(amqp) }),
    ...(management && { management: secretKey(management) }),
    ...(exporter && {
      series: { ...seriesOf[exporter.kind ?? 'kbudde'], matchers: exporter.matchers ?? {} },
    }),
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
  const { url, bearerToken, basic } = written;
  if (bearerToken && basic) {
    complain(
      context,
      'conflicting-fields',
      ['connections', 'prometheus', name, 'basic'],
      (field) => `${field} and \`bearerToken\` must not both be given`,
      { at: 'key', help: 'keep one of them' },
    );
  }
  return {
    name,
    url: readUrl(context, ['connections', 'prometheus', name, 'url'], url, ['http', 'https']),
    ...(bearerToken && { bearerToken: secretKey(bearerToken) }),
    ...(basic && {
      basic: { username: secretKey(basic.username), password: secretKey(basic.password) },
    }),
  };
}

function readRedis(name: string, written: NonNullable<Written['redis']>[string]): RedisConnection {
  const { address, username, password, database = 0, tls = false } = written;
  return {
    name,
    address,
    ...(username && { username: secretKey(username) }),
    ...(password && { password: secretKey(password) }),
    database,
    tls,
  };
}

function readOasis(
  context: Context,
  name: string,
  { url }: NonNullable<Written['oasis']>[string],
): OasisConnection {
  return {
    name,
    url: readUrl(context, ['connections', 'oasis', name, 'url'], url, ['http', 'https']),
  };
}

function secretKey({
  secretKeyRef: { name, key },
}: {
  readonly secretKeyRef: SecretKey;
}): SecretKey {
  return { name, key };
}

function readVersion(text: string): readonly [number, number] {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  return [major, minor];
}
