import { Type } from 'typebox';
import {
  fields,
  flag,
  formatted,
  integer,
  list,
  map,
  oneOf,
  optional,
  port,
  quantity,
  text,
} from './field.ts';

const none = { absent: 'none' };

/** A key of a Secret or ConfigMap in the pool's namespace. */
function keyRef(of: 'Secret' | 'ConfigMap', example: string, notes: { absent?: string } = {}) {
  return fields(
    `A key of a ${of} in the same namespace.`,
    {
      name: formatted('subdomain', `Name of the ${of}.`, example),
      key: text('The key in it.', 'url', {
        // not `.`, and no two dots at the start
        pattern: '^\\.?[-_a-zA-Z0-9][-._a-zA-Z0-9]*$',
        maxLength: 253,
      }),
      optional: optional(flag(`Whether the pod may start without it.`, true, { default: false })),
    },
    notes,
  );
}

const envVar = Type.Object(
  {
    name: text('Name of the variable.', 'QUEUE_NAME', { maxLength: 256 }),
    value: optional(
      Type.String({
        description: 'Its value, as a text; never a credential.',
        examples: ['montage.mProject'],
        'x-absent': 'empty, or `valueFrom`',
      }),
    ),
    valueFrom: optional(
      oneOf(
        'Where the value comes from instead.',
        {
          secretKeyRef: optional(keyRef('Secret', 'redis', none)),
          configMapKeyRef: optional(keyRef('ConfigMap', 'settings', none)),
          fieldRef: optional(
            fields(
              'A field of the pod.',
              {
                fieldPath: text('Path of the field.', 'status.podIP'),
                apiVersion: optional(
                  text('Version of the pod schema that the path is written for.', 'v1', {
                    default: 'v1',
                  }),
                ),
              },
              none,
            ),
          ),
          resourceFieldRef: optional(
            fields(
              'A request or limit of a container of the pod.',
              {
                resource: text('The resource.', 'limits.cpu', { maxLength: 64 }),
                containerName: optional(
                  text('The container it is read from.', 'worker', {
                    absent: 'the container that has the variable',
                  }),
                ),
                divisor: optional(quantity('The unit it is given in.', '1m', { default: '1' })),
              },
              none,
            ),
          ),
        },
        none,
      ),
    ),
  },
  { additionalProperties: false, description: 'One environment variable.' },
);

export const env = list(
  envVar,
  'Environment variables, in this order.',
  [{ name: 'QUEUE_NAME', value: 'montage.mProject' }],
  { default: [], maxItems: 512 },
);

export const envFrom = list(
  fields('A ConfigMap or Secret whose keys all become variables.', {
    prefix: optional(
      text('Put before each name.', 'APP_', { absent: 'no prefix', maxLength: 256 }),
    ),
    configMapRef: optional(
      fields(
        'The ConfigMap.',
        {
          name: formatted('subdomain', 'Its name.', 'settings'),
          optional: optional(
            flag('Whether the pod may start without it.', true, { default: false }),
          ),
        },
        none,
      ),
    ),
    secretRef: optional(
      fields(
        'The Secret.',
        {
          name: formatted('subdomain', 'Its name.', 'tokens'),
          optional: optional(
            flag('Whether the pod may start without it.', true, { default: false }),
          ),
        },
        none,
      ),
    ),
  }),
  'ConfigMaps and Secrets taken over whole as environment variables.',
  [{ configMapRef: { name: 'settings' } }],
  { default: [], maxItems: 64 },
);

export const ports = list(
  fields('A port that the container listens on.', {
    name: formatted('port-name', 'Its name; probes and monitors refer to it.', 'metrics'),
    containerPort: integer('Its number.', 9090, { minimum: 1, maximum: 65535 }),
    protocol: optional(
      Type.Unsafe<'TCP' | 'UDP' | 'SCTP'>({
        type: 'string',
        enum: ['TCP', 'UDP', 'SCTP'],
        description: 'Its protocol.',
        examples: ['TCP'],
        default: 'TCP',
      }),
    ),
  }),
  'Ports that the container listens on.',
  [{ name: 'metrics', containerPort: 9090 }],
  { default: [], maxItems: 32 },
);

const amounts = (description: string, example: Record<string, unknown>) =>
  map(quantity('An amount.', '500m'), description, example, { default: {}, maxProperties: 32 });

export const resources = fields(
  'What the container asks for and may use.',
  {
    requests: optional(
      amounts('What is set aside for it; quotas count it.', {
        cpu: '500m',
        memory: '500Mi',
      }),
    ),
    limits: optional(amounts('What it may use at most.', { cpu: '500m', memory: '500Mi' })),
  },
  { default: {} },
);

const exec = fields(
  'A command run in the container; exit code 0 is success.',
  {
    command: list(Type.String(), 'The command and its arguments.', ['cat', '/tmp/ready'], {
      minItems: 1,
    }),
  },
  none,
);

const httpGet = fields(
  'An HTTP request; 200 to 399 is success.',
  {
    path: optional(text('Path of the request.', '/healthz', { default: '/' })),
    port: port('Port, by number or name.', 'metrics'),
    scheme: optional(
      Type.Unsafe<'HTTP' | 'HTTPS'>({
        type: 'string',
        enum: ['HTTP', 'HTTPS'],
        description: 'Scheme of the request.',
        examples: ['HTTPS'],
        default: 'HTTP',
      }),
    ),
    host: optional(text('Host name to connect to.', 'localhost', { absent: 'the pod IP' })),
    httpHeaders: optional(
      list(
        fields('One header.', {
          name: text('Its name.', 'X-Probe', { pattern: '^[-A-Za-z0-9]+$' }),
          value: text('Its value.', 'roster'),
        }),
        'Headers of the request.',
        [{ name: 'X-Probe', value: 'roster' }],
        { default: [] },
      ),
    ),
  },
  none,
);

const duration = (description: string, example: string, fallback: string) =>
  optional(formatted('duration', description, example, { default: fallback }));

const probe = (description: string) =>
  fields(
    description,
    {
      exec: optional(exec),
      httpGet: optional(httpGet),
      tcpSocket: optional(
        fields(
          'A connection; being accepted is success.',
          { port: port('Port, by number or name.', 5672) },
          none,
        ),
      ),
      grpc: optional(
        fields(
          'A gRPC health check.',
          {
            port: integer('Port.', 50051, { minimum: 1, maximum: 65535 }),
            service: optional(
              text('Service asked for.', 'worker', { absent: 'the server as a whole' }),
            ),
          },
          none,
        ),
      ),
      initialDelay: duration('How long after the start the first check is made.', '5s', '0s'),
      period: duration('Time between two checks.', '10s', '10s'),
      timeout: duration('How long one check may take.', '2s', '1s'),
      failureThreshold: optional(
        integer('Failures in a row that count.', 3, { default: 3, minimum: 1 }),
      ),
      successThreshold: optional(
        integer('Successes in a row that count.', 1, { default: 1, minimum: 1 }),
      ),
    },
    none,
  );

export const probes = fields(
  'How Kubernetes tells whether the container is well.',
  {
    startup: optional(probe('Has it started? The other probes wait for it.')),
    readiness: optional(probe('Is it ready to work?')),
    liveness: optional(probe('Is it alive? If not it is restarted.')),
  },
  none,
);

export const preStop = oneOf(
  'What runs before the main container is told to stop; it counts towards the grace period.',
  {
    exec: optional(exec),
    httpGet: optional(httpGet),
    sleep: optional(formatted('duration', 'Just wait.', '5s', { absent: 'no wait' })),
  },
  { absent: 'nothing' },
);
