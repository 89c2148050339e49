import { type Static, Type } from 'typebox';
import { choice, fields, formatted, integer, list, map, optional, text } from './field.ts';

const port = Type.Unsafe<number | string>({
  type: ['integer', 'string'],
  description:
    'The port that the pods listen on, by number or by the name that they give it. The port of a Service may be another: a NetworkPolicy never sees it.',
  examples: [5672],
  minimum: 1,
  maximum: 65535,
  minLength: 1,
  maxLength: 15,
  pattern: '^([0-9]+-)*[0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  'x-format': 'port-name',
  'x-absent': 'every port of the protocol',
});

const peerPort = fields('A port, or a range of them.', {
  port: optional(port),
  endPort: optional(
    integer('The last port of a range that begins with `port`.', 32000, {
      absent: 'only `port`',
      minimum: 1,
      maximum: 65535,
    }),
  ),
  protocol: optional(choice(['TCP', 'UDP', 'SCTP'], 'The protocol.', 'UDP', { default: 'TCP' })),
});

/** Who is on the other side of a connection, for NetworkPolicies. */
export const peer = fields(
  'Pods by namespace and labels, or addresses; what is given must hold together.',
  {
    namespace: optional(
      formatted(
        'name',
        'The namespace of the pods: in a policy as policies write it, in an Environment as the cluster calls it.',
        'monitoring',
        {
          absent: "the policy's own, unless `namespaceLabels` or `cidr` is given",
        },
      ),
    ),
    namespaceLabels: optional(
      map(
        Type.String(),
        'Labels of their namespaces; `{}` is every namespace.',
        { 'example.org/team': 'data' },
        { absent: 'none are asked for', maxProperties: 64 },
      ),
    ),
    podLabels: optional(
      map(
        Type.String(),
        'Labels of the pods; `{}` is every pod.',
        { 'app.kubernetes.io/name': 'rabbitmq' },
        { absent: 'every pod of the namespaces', maxProperties: 64 },
      ),
    ),
    cidr: optional(
      text('Addresses outside the cluster; goes with none of the fields above.', '192.0.2.0/24', {
        absent: 'pods are meant',
      }),
    ),
    except: optional(
      list(
        text('A part of `cidr`.', '192.0.2.128/25'),
        'Parts of `cidr` that are not meant.',
        ['192.0.2.128/25'],
        { default: [], maxItems: 64 },
      ),
    ),
    ports: optional(
      list(peerPort, 'The ports of the pods or addresses.', [{ port: 5672 }], {
        absent: 'every port',
        maxItems: 64,
      }),
    ),
  },
);

/** A list of peers, described by whoever uses it. */
export function peers(
  description: string,
  example: readonly unknown[],
  notes: { default?: unknown; absent?: string; minItems?: number },
) {
  return list(peer, description, example, { ...notes, maxItems: 64 });
}

const connectionName = Type.String({
  description: 'A connection of the Environment: its kind, `/`, its name.',
  examples: ['rabbitmq/main'],
  pattern: '^(rabbitmq|prometheus|redis|oasis)/.+$',
});

/** `spec.network` of a policy with pods; `connectionsAbsent` says which connections are meant when none are named. */
export function network(description: string, connectionsAbsent: string) {
  return fields(
    description,
    {
      connections: optional(
        list(
          connectionName,
          'Connections of the Environment that the pods may use.',
          ['rabbitmq/main', 'redis/main'],
          { absent: connectionsAbsent },
        ),
      ),
      egress: optional(
        peers(
          'Whom the pods may talk to besides DNS and the connections.',
          [{ cidr: '192.0.2.0/24', ports: [{ port: 443 }] }],
          { default: [] },
        ),
      ),
      ingress: optional(
        peers(
          'Who may talk to the pods. Kubelets always may, so that probes work, and Prometheus may where there are `metrics`.',
          [{ namespace: 'montage', podLabels: { app: 'hyperflow-engine' } }],
          { default: [] },
        ),
      ),
    },
    { absent: 'no NetworkPolicy is rendered and nothing is cut off' },
  );
}

/** What the NetworkPolicies of an environment must know of its cluster. */
export const clusterNetwork = fields(
  'Where things are that any pod may have to reach or be reached by; for policies with `network`.',
  {
    dns: optional(
      peers(
        'Who answers DNS.',
        [{ cidr: '169.254.20.10/32', ports: [{ port: 53, protocol: 'UDP' }] }],
        { absent: 'the pods `k8s-app: kube-dns` of `kube-system`, port 53 of UDP and TCP' },
      ),
    ),
    prometheus: optional(
      peers(
        'Where Prometheus scrapes from; ports have no meaning here.',
        [{ namespace: 'monitoring' }],
        {
          absent: 'the namespaces in the addresses of `connections.prometheus`',
        },
      ),
    ),
  },
  { default: {} },
);

export type WrittenPeer = Static<typeof peer>;
export type WrittenNetwork = Static<ReturnType<typeof network>>;
export type WrittenClusterNetwork = Static<typeof clusterNetwork>;
