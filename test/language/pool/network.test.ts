import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../../src/language/check.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Peer } from '../../../src/model/network.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';

const apiVersion = 'roster.dev/v1alpha1';
const brokerPeer = { namespace: 'rabbitmq', ports: [{ port: 5672 }] };
const management = { secretKeyRef: { name: 'rabbitmq', key: 'management' } };
const environment = {
  namespaces: { montage: 'montage-staging' },
  network: { dns: [{ cidr: '192.0.2.53/32' }] },
  connections: {
    rabbitmq: { main: { management, network: [brokerPeer] } },
    redis: { main: { address: 'redis:6379' } },
    prometheus: { main: { url: 'http://prometheus.monitoring:9090' } },
  },
};

const rabbitmq = { mode: 'proportional', signal: { rabbitmq: { queue: 'jobs' } } };
const prometheus = { mode: 'proportional', signal: { prometheus: { query: 'up' } } };
const redis = { mode: 'proportional', signal: { redis: { list: 'jobs' } } };

const dns: Peer = { cidr: '192.0.2.53/32', ports: [] };
const broker: Peer = { namespace: 'rabbitmq', ports: [{ port: 5672, protocol: 'TCP' }] };
const cache: Peer = { podLabels: {}, ports: [{ port: 6379, protocol: 'TCP' }] };

const egress: readonly (readonly [string, JsonObject, JsonObject, readonly Peer[]])[] = [
  ['the broker of its signal', rabbitmq, {}, [dns, broker]],
  ['the Redis of its signal', redis, {}, [dns, cache]],
  ['no Prometheus, which workers do not ask', prometheus, {}, [dns]],
  ['no connection where it names none', rabbitmq, { connections: [] }, [dns]],
  [
    'the connections that it names, and then not that of its signal',
    rabbitmq,
    { connections: ['redis/main'] },
    [dns, cache],
  ],
  [
    'a namespace that is called like a property of every object',
    rabbitmq,
    { connections: [], egress: [{ namespace: 'constructor' }] },
    [dns, { namespace: 'constructor', ports: [] }],
  ],
  [
    'peers, in namespaces that the environment calls otherwise',
    rabbitmq,
    { connections: [], egress: [{ namespace: 'montage' }] },
    [dns, { namespace: 'montage-staging', ports: [] }],
  ],
];

for (const [what, scaling, network, expected] of egress) {
  test(`a pool with a network may talk to ${what}`, () => {
    assert.equal(read({ scaling, network }).network?.egress, expected);
  });
}

test('a pool that says nothing of the network is not cut off', () => {
  assert.is(read({ scaling: rabbitmq }).network, undefined);
});

test('nobody may talk to a pool but those it names, and Prometheus where it has metrics', () => {
  assert.equal(read({ scaling: rabbitmq, network: {} }).network?.ingress, []);
  const ingress = [{ podLabels: { app: 'engine' } }];
  const metrics = { port: 'metrics' };
  assert.equal(read({ scaling: rabbitmq, metrics, network: { ingress } }).network?.ingress, [
    { namespace: 'monitoring', ports: [{ port: 'metrics', protocol: 'TCP' }] },
    { podLabels: { app: 'engine' }, ports: [] },
  ]);
});

test('a port of a sidecar is let through by its number', () => {
  const sidecar = {
    name: 'exporter',
    image: 'registry.example.org/exporter:1.0.0',
    ports: [{ name: 'exported', containerPort: 9121 }],
  };
  const worker = { image: 'registry.example.org/worker:1.0.0', sidecars: [sidecar] };
  const metrics = { port: 'exported' };
  assert.equal(read({ scaling: rabbitmq, worker, metrics, network: {} }).network?.ingress, [
    { namespace: 'monitoring', ports: [{ port: 9121, protocol: 'TCP' }] },
  ]);
});

test('without a word of the Environment DNS is that of most clusters', () => {
  const { network } = read({ scaling: rabbitmq, network: {} }, { ...environment, network: {} });
  const [first] = network?.egress ?? [];
  assert.equal(first, {
    namespace: 'kube-system',
    podLabels: { 'k8s-app': 'kube-dns' },
    ports: [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ],
  });
});

test.run();

function read(spec: JsonObject, place: JsonObject = environment): WorkerPool {
  const worker = {
    image: 'registry.example.org/worker:1.0.0',
    ports: [{ name: 'metrics', containerPort: 9000 }],
  };
  const documents = [
    { apiVersion, kind: 'Environment', metadata: { name: 'staging' }, spec: place },
    {
      apiVersion,
      kind: 'WorkerPool',
      metadata: { name: 'jobs', namespace: 'montage' },
      spec: { worker, ...spec },
    },
  ];
  const text = documents.map((one) => JSON.stringify(one)).join('\n---\n');
  const { estates, diagnostics } = check([{ path: 'policies.yaml', text }]);
  assert.equal(
    diagnostics.map(({ message }) => message),
    [],
  );
  return estates[0]!.pools[0]!;
}
