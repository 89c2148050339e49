import { Type } from 'typebox';
import { choice, fields, flag, formatted, integer, map, oneOf, optional, text } from './field.ts';
import { peers } from './network.ts';

const none = { absent: 'none' };

const fromSecret = (description: string, example: string) =>
  fields(
    description,
    {
      secretKeyRef: fields('A key of a Secret.', {
        name: text('Name of the Secret.', example),
        key: text('The key in it.', 'url'),
      }),
    },
    none,
  );

const ca = (description: string, example: string) =>
  optional(
    fields(
      `${description}. Only the runtime is given them: KEDA has its own.`,
      {
        secretKeyRef: fields('A key of a Secret.', {
          name: text('Name of the Secret.', example),
          key: text('The key in it.', 'ca.crt'),
        }),
      },
      { absent: 'those that the system trusts' },
    ),
  );

const reached = (absent: string, example: readonly unknown[]) =>
  optional(
    peers(
      'Where it is, for NetworkPolicies of those who use it; namespaces are written as the cluster calls them.',
      example,
      { absent, minItems: 1 },
    ),
  );

/** What the reader makes of an address. */
const byAddress = (says: string) =>
  `what ${says}: the namespace of a Service, an address; its port is taken for that of the pods`;

const rabbitmq = fields(
  'A RabbitMQ broker. The Secrets are read in the namespace of each pool that uses it.',
  {
    amqp: optional(
      fromSecret(
        'Where the AMQP URL with user and password is: `amqp://user:password@host:5672/vhost`.',
        'rabbitmq',
      ),
    ),
    management: optional(
      fromSecret(
        'Where the management URL with user and password is: `http://user:password@host:15672/vhost`; needed to count unacknowledged messages.',
        'rabbitmq',
      ),
    ),
    ca: ca('Where the certificates to trust are, PEM, for `amqps` and `https`', 'rabbitmq-ca'),
    exporter: optional(
      fields(
        'The Prometheus series of the broker; rules and the share formula read them.',
        {
          kind: optional(
            choice(
              ['kbudde', 'plugin'],
              'The separate exporter (`rabbitmq_exporter`), or the plug-in of the broker with per-object metrics.',
              'plugin',
              { default: 'kbudde' },
            ),
          ),
          matchers: optional(
            map(
              Type.String(),
              'Labels that tell its series from others.',
              { endpoint: 'rabbitmq-exporter' },
              { default: {} },
            ),
          ),
        },
        { absent: 'no series are known' },
      ),
    ),
    network: reached(
      'a policy whose `network` uses the broker is an error: its Secrets tell no one',
      [{ namespace: 'rabbitmq', ports: [{ port: 5672 }] }],
    ),
  },
);

const prometheus = fields('A Prometheus server, or anything that answers its query API.', {
  url: formatted('url', 'Its address.', 'http://prometheus.monitoring:9090'),
  bearerToken: optional(fromSecret('Where the bearer token is.', 'prometheus')),
  basic: optional(
    fields(
      'User and password.',
      {
        username: fromSecret('Where the user name is.', 'prometheus'),
        password: fromSecret('Where the password is.', 'prometheus'),
      },
      none,
    ),
  ),
  ca: ca('Where the certificates to trust are, PEM', 'prometheus-ca'),
  network: reached(byAddress('`url` says'), [{ namespace: 'monitoring', ports: [{ port: 9090 }] }]),
});

const redis = fields('A Redis server.', {
  address: text('Host and port.', 'redis.montage:6379', { pattern: '^[^:/@\\s]+:[0-9]+$' }),
  username: optional(fromSecret('Where the user name is.', 'redis')),
  password: optional(fromSecret('Where the password is.', 'redis')),
  database: optional(integer('Index of the database.', 0, { default: 0 })),
  tls: optional(flag('Whether the connection is encrypted.', true, { default: false })),
  ca: ca('Where the certificates to trust are, PEM, with `tls`', 'redis-ca'),
  network: reached(byAddress('`address` says'), [
    { namespace: 'montage', ports: [{ port: 6379 }] },
  ]),
});

const oasis = fields('An Oasis platform.', {
  url: formatted('url', 'Address of its API, with its path.', 'http://oasis-server:8000/api'),
  websocketUrl: optional(
    formatted(
      'url',
      'Address of its websocket, over which it tells of changes by itself.',
      'ws://oasis-websocket:8001',
      { absent: 'the API is polled' },
    ),
  ),
  credentials: oneOf('How to log in.', {
    password: optional(
      fields(
        'User and password.',
        { secretName: text('Secret with the keys `username` and `password`.', 'oasis-login') },
        none,
      ),
    ),
    client: optional(
      fields(
        'OIDC client credentials.',
        {
          secretName: text('Secret with the keys `client-id` and `client-secret`.', 'oasis-client'),
        },
        none,
      ),
    ),
  }),
  ca: ca('Where the certificates to trust are, PEM', 'oasis-ca'),
  network: reached(byAddress('`url` and `websocketUrl` say'), [
    { namespace: 'oasis', ports: [{ port: 8000 }, { port: 8001 }] },
  ]),
});

export const connections = fields(
  'Where the signals live and which Secrets open them.',
  {
    rabbitmq: optional(
      map(
        rabbitmq,
        'RabbitMQ brokers by name.',
        { main: { management: { secretKeyRef: { name: 'rabbitmq', key: 'management' } } } },
        { default: {} },
      ),
    ),
    prometheus: optional(
      map(
        prometheus,
        'Prometheus servers by name.',
        { main: { url: 'http://prometheus.monitoring:9090' } },
        { default: {} },
      ),
    ),
    redis: optional(
      map(
        redis,
        'Redis servers by name.',
        { main: { address: 'redis.montage:6379' } },
        { default: {} },
      ),
    ),
    oasis: optional(
      map(
        oasis,
        'Oasis platforms by name.',
        {
          main: {
            url: 'http://oasis-server:8000/api',
            websocketUrl: 'ws://oasis-websocket:8001',
            credentials: { password: { secretName: 'oasis-login' } },
          },
        },
        { default: {} },
      ),
    ),
  },
  { default: {} },
);
