import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../../src/language/check.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Idleness } from '../../../src/model/scaling.ts';

const apiVersion = 'roster.dev/v1alpha1';
const key = (name: string) => ({ secretKeyRef: { name: 'rabbitmq', key: name } });
const environment = {
  connections: {
    rabbitmq: { managed: { management: key('url') }, plain: { amqp: key('amqp') } },
    prometheus: { main: { url: 'http://prometheus.monitoring:9090' } },
  },
};

const signalOf = (connection: string) => ({
  signal: { rabbitmq: { queue: 'jobs', count: 'ready', connection } },
});
const managed = { mode: 'deadline', drainWithin: '1h', ...signalOf('managed') };
const plain = { mode: 'deadline', drainWithin: '1h', ...signalOf('plain') };
const perNode = { mode: 'perNode' };
const byKeda = { mode: 'proportional', ...signalOf('managed') };

const cases: readonly (readonly [string, JsonObject, Idleness | undefined])[] = [
  ['a broker that can tell is asked without being named', managed, { from: 'broker' }],
  ['a broker without a management URL is not asked', plain, undefined],
  ['without a signal nobody is asked', perNode, undefined],
  ['nobody is asked where any worker may go', { ...managed, victims: 'any' }, undefined],
  ['nobody is asked where KEDA moves the number', byKeda, undefined],
  [
    "a pool that KEDA could scale is the runtime's where the policy says who is asked",
    { ...byKeda, idleness: { broker: {} } },
    { from: 'broker' },
  ],
  [
    'workers that say it themselves are asked before the broker',
    { ...managed, idleness: { annotation: 'Example.org/state' } },
    { from: 'annotation', key: 'Example.org/state' },
  ],
  [
    'an endpoint is asked on its port',
    { ...perNode, idleness: { http: { port: 8080, path: '/idle?x=1' } } },
    { from: 'http', port: 8080, path: '/idle?x=1' },
  ],
];
for (const [name, scaling, expected] of cases) {
  test(name, () => {
    const { estates, errors } = checked(scaling);
    assert.equal(errors, []);
    assert.equal(estates[0]?.pools[0]?.scaling.idleness, expected);
  });
}

const wrong: readonly (readonly [string, JsonObject, RegExp])[] = [
  ['nobody at all', {}, /idleness` must have/],
  ['two at once', { broker: {}, annotation: 'a' }, /idleness` must have/],
  ['a port of none', { http: { port: 0, path: '/' } }, /port` must be/],
  ['a path that is none', { http: { port: 80, path: 'idle' } }, /path` must/],
  ['an endpoint without a path', { http: { port: 80 } }, /path` is required/],
  ['a broker with fields', { broker: { queue: 'jobs' } }, /no field `spec.scaling.idleness.broker/],
];
for (const [name, idleness, message] of wrong) {
  test(`${name} is refused`, () => {
    assert.match(checked({ ...managed, idleness }).errors.join('\n'), message);
  });
}

test.run();

function checked(scaling: JsonObject) {
  const policies = [
    { apiVersion, kind: 'Environment', metadata: { name: 'prod' }, spec: environment },
    {
      apiVersion,
      kind: 'WorkerPool',
      metadata: { name: 'mproject', namespace: 'montage' },
      spec: { worker: { image: 'registry.example.org/worker:1.0.0' }, scaling },
    },
  ];
  const text = policies.map((policy) => JSON.stringify(policy)).join('\n---\n');
  const { estates, diagnostics } = check([{ path: 'policies.yaml', text }]);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return { estates, errors: errors.map(({ message }) => message) };
}
