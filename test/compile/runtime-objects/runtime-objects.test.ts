import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { KubernetesObject } from '../../../src/compile/object.ts';
import { runtimeObjects } from '../../../src/compile/runtime-objects/runtime-objects.ts';
import type { RabbitmqConnection } from '../../../src/model/connection.ts';
import type { Estate } from '../../../src/model/environment.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { compareText } from '../../../src/model/order.ts';
import { runtimeConnections } from '../../../src/model/runtime-connection.ts';
import type { Idleness } from '../../../src/model/scaling.ts';
import { emit } from '../../../src/render/emit.ts';
import { environment, estate, scaling, workerPool } from '../../builders.ts';
import { matchesGolden } from '../../golden.ts';
import { job, pool, queue, sampleEstate, withRuntime } from './sample-estate.ts';

const json = (object: KubernetesObject) => object as unknown as JsonObject;

test('the runtime is rendered as reviewed', () => {
  const files = runtimeObjects(sampleEstate()).map(
    (one) => [`${pathOf(one)}.yaml`, emit(json(one))] as const,
  );
  matchesGolden('compile/runtime', new Map(files.toSorted(([a], [b]) => compareText(a, b))));
});

test('no two objects of the runtime are one and the same', () => {
  const paths = runtimeObjects(sampleEstate()).map(pathOf);
  assert.is(new Set(paths).size, paths.length);
});

test('an environment without the runtime, or without its image, has none of its manifests', () => {
  for (const runtime of [undefined, { namespace: 'roster' }]) {
    assert.equal(runtimeObjects(sampleEstate({ environment: environment({ runtime }) })), []);
  }
});

test('the gateway is there for clusters and jobs over HTTP, and for nothing else', () => {
  const { trigger } = job;
  if (trigger.kind !== 'requests') throw new Error('the sample is not started by requests');
  const { http: _, ...queued } = trigger;
  const cases: readonly (readonly [Partial<Estate>, boolean])[] = [
    [{}, true],
    [{ clusters: [] }, true],
    [{ jobs: [] }, true],
    [{ jobs: [], clusters: [] }, false],
    [{ jobs: [{ ...job, trigger: queued }], clusters: [] }, false],
  ];
  for (const [changes, expected] of cases) {
    const objects = runtimeObjects(sampleEstate(changes));
    const hasGateway = objects.some(({ metadata }) => metadata.name.startsWith('roster-gateway'));
    assert.is(hasGateway, expected, JSON.stringify(Object.keys(changes)));
  }
});

test('no role has a wildcard, a Secret, an empty list of names or a way to more than it has', () => {
  const rules = rulesOf(sampleEstate());
  assert.ok(rules.length > 20);
  for (const rule of rules) {
    const text = JSON.stringify(rule);
    assert.not.match(text, /\*|secrets|escalate|bind"|impersonate|serviceaccounts|\/exec/);
    assert.not.match(text, /"resourceNames":\[\]/);
  }
});

test('logs are read only where Jobs are asked for', () => {
  const reads = (jobs: Parameters<typeof sampleEstate>[0] = {}) =>
    rulesOf(sampleEstate(jobs)).filter(({ resources }) => resources.includes('pods/log'));
  assert.equal(reads(), [{ apiGroups: [''], resources: ['pods/log'], verbs: ['get'] }]);
  assert.equal(reads({ jobs: [] }), []);
});

test('exactly the pools of the runtime may be scaled', () => {
  const scaled = rulesOf(sampleEstate())
    .filter(({ resources }) => resources.includes('deployments/scale'))
    .flatMap(({ resourceNames = [] }) => resourceNames);
  assert.equal(scaled, ['mproject', 'agents', 'piwind']);
});

test('pods may be patched only where somebody says which workers are idle', () => {
  const isPatched = (one: Estate['pools'][number]) =>
    rulesOf(estate({ environment: withRuntime(), pools: [one] })).some(
      ({ resources, verbs }) => resources.includes('pods') && verbs.includes('patch'),
    );
  const one = pool('mproject', 'runtime', { mode: 'perNode', nodes: {} });
  const { idleness: _, ...silent } = one.scaling;
  assert.is(isPatched(one), true);
  assert.is(isPatched({ ...one, scaling: silent }), false);
});

test('nodes are read only where something is counted by them', () => {
  const reads = (pools: Estate['pools']) =>
    runtimeObjects(estate({ environment: withRuntime(), pools })).some(
      ({ kind }) => kind === 'ClusterRole',
    );
  assert.is(reads([workerPool()]), false);
  assert.is(reads([pool('a', 'runtime', { mode: 'perNode', nodes: {} })]), true);
});

test('objects of KEDA and of the operator are read only where there are any', () => {
  const quiet = { enabled: false, ruleLabels: {}, podMonitorLabels: {} };
  const bare = estate({
    environment: withRuntime({ prometheusOperator: quiet }),
    pools: [workerPool()],
  });
  const text = JSON.stringify(runtimeObjects(bare));
  assert.not.match(text, /keda\.sh|monitoring\.coreos|autoscaling|resourcequotas|batch/);
});

test('what lies in no namespace is named for the namespace of the runtime', () => {
  const names = runtimeObjects(sampleEstate())
    .filter(({ metadata }) => metadata.namespace === undefined)
    .map(({ metadata }) => metadata.name);
  assert.ok(names.length > 6);
  for (const name of names) assert.match(name, /^roster-[a-z]+\.roster$/);
});

test('Kubernetes before 1.30 gets no admission policies, which it does not know', () => {
  for (const [minor, expected] of [
    [29, false],
    [30, true],
  ] as const) {
    const versions = { kubernetes: [1, minor], keda: [2, 17] } as const;
    const one = sampleEstate({ environment: withRuntime({ versions }) });
    const has = runtimeObjects(one).some(({ kind }) => kind.startsWith('Validating'));
    assert.is(has, expected, `1.${minor}`);
  }
});

test('a change of the configuration replaces the pods, and nothing else does', () => {
  const templateOf = (changes: Partial<Estate>) => {
    const deployment = runtimeObjects(sampleEstate(changes)).find(
      ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'roster-controller',
    );
    return JSON.stringify((json(deployment!).spec as JsonObject).template);
  };
  assert.is(templateOf({}), templateOf({ clusters: [] }));
  assert.is.not(templateOf({}), templateOf({ pools: [] }));
});

test('a connection that does not say where it is leaves the way open, and one that does closes it', () => {
  const { network: _, ...lost } = connectionOf(queue);
  const unknown = { ...queue, connection: lost } as typeof queue;
  const egress = (signal: typeof queue) => {
    const pools = [pool('a', 'runtime', { mode: 'proportional', signal, unitsPerWorker: 1 })];
    const policy = runtimeObjects(estate({ environment: withRuntime(), pools })).find(
      ({ kind }) => kind === 'NetworkPolicy',
    );
    return JSON.stringify((json(policy!).spec as JsonObject).egress);
  };
  assert.match(egress(unknown), '{"to":[{"ipBlock":{"cidr":"0.0.0.0/0"}}]}');
  assert.not.match(egress(queue), '0.0.0.0/0');
});

test('no credential is in a variable, and each file of one has a flat name', () => {
  const connection = { name: '../a b', url: 'http://p:9090', bearerToken: { name: 's', key: 'k' } };
  const signal = { source: 'prometheus', query: 'up', connection } as const;
  const pools = [pool('a', 'runtime', { mode: 'proportional', signal, unitsPerWorker: 1 })];
  const text = JSON.stringify(runtimeObjects(estate({ environment: withRuntime(), pools })));
  assert.not.match(text, 'secretKeyRef');
  assert.match(text, '"path":"prometheus...%2Fa%20b.bearerToken"');
});

test('a runtime that reads the broker in two ways has both its files', () => {
  const config = configOf(sampleEstate());
  assert.equal((config.connections as JsonObject).rabbitmq, {
    main: {
      amqpFile: '/etc/roster/connections/rabbitmq.main.amqp',
      managementFile: '/etc/roster/connections/rabbitmq.main.management',
      caFile: '/etc/roster/connections/rabbitmq.main.ca',
    },
  });
});

test('certificates that two uses of a broker share are one file', () => {
  const text = JSON.stringify(runtimeObjects(sampleEstate()));
  assert.is(text.split('"path":"rabbitmq.main.ca"').length, 2);
});

test('a platform that tells of changes is listened to, one that does not is polled', () => {
  const { websocketUrl, url } = (
    configOf(sampleEstate()).connections as JsonObject as {
      readonly oasis: { readonly models: JsonObject };
    }
  ).oasis.models;
  assert.is(websocketUrl, 'wss://oasis-websocket.oasis:8001');
  assert.is(url, 'https://oasis-server.oasis:8000/api');
});

test('a broker that says who is idle is asked over its management API, however messages are counted', () => {
  const { management: _, ...amqpOnly } = connectionOf(queue);
  const signal = { ...queue, connection: amqpOnly } as typeof queue;
  const demand = { mode: 'proportional', signal, unitsPerWorker: 1 } as const;
  const uses = (idleness: Idleness | undefined) =>
    runtimeConnections({
      pools: [
        pool('a', 'runtime', demand, {
          scaling: scaling(demand, { victims: 'idle', ...(idleness && { idleness }) }),
        }),
      ],
      jobs: [],
    }).flatMap((one) => (one.kind === 'rabbitmq' ? [one.over] : []));
  assert.equal(uses(undefined), ['amqp']);
  assert.equal(uses({ from: 'annotation', key: 'a' }), ['amqp']);
  assert.equal(uses({ from: 'broker' }), ['amqp', 'management']);
});

test('the controller reaches the workers that it asks, on that port, and no others', () => {
  const policy = runtimeObjects(sampleEstate()).find(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'roster-controller',
  );
  const { egress } = json(policy!).spec as { readonly egress: readonly JsonObject[] };
  const toPods = egress.filter((rule) => JSON.stringify(rule).includes('roster.dev/pool'));
  assert.equal(toPods, [
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'oasis' } },
          podSelector: {
            matchLabels: { 'app.kubernetes.io/name': 'agents', 'roster.dev/pool': 'agents' },
          },
        },
      ],
      ports: [{ protocol: 'TCP', port: 8090 }],
    },
  ]);
});

test.run();

function connectionOf(signal: typeof queue): RabbitmqConnection {
  if (signal.source !== 'rabbitmq') throw new Error('the sample is no queue of RabbitMQ');
  return signal.connection;
}

function configOf(one: Estate): JsonObject {
  const map = runtimeObjects(one).find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'roster-controller',
  );
  return JSON.parse(String((json(map!).data as JsonObject)['config.json']));
}

interface Rule {
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

function rulesOf(one: Estate): readonly Rule[] {
  return runtimeObjects(one).flatMap(
    (object) => (json(object).rules as unknown as readonly Rule[] | undefined) ?? [],
  );
}

function pathOf({ kind, metadata }: KubernetesObject): string {
  const { namespace = '_cluster', name } = metadata;
  return `${namespace}.${kind.toLowerCase()}.${name}`;
}
