import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { faultsOf } from './validate.ts';

const metadata = { name: 'mproject', namespace: 'montage', labels: { a: 'b' } };

test('a sound object has no faults', () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
  assert.equal(faultsOf({ ...account, automountServiceAccountToken: false }), []);
});

const scaledObject = (spec: object) => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata,
  spec: { scaleTargetRef: { name: 'mproject' }, triggers: [], ...spec },
});

const faulty = [
  { name: 'a misspelt field', spec: { cooldwn: 3 }, fault: /unknown field spec.cooldwn/ },
  {
    name: 'a misspelt field in a list',
    spec: { triggers: [{ type: 'cron', metadata: { start: 'x' }, nmae: 'x' }] },
    fault: /unknown field spec.triggers\[0\].nmae/,
  },
  { name: 'a wrong type', spec: { minReplicaCount: '3' }, fault: /minReplicaCount/ },
];
for (const { name, spec, fault } of faulty) {
  test(`the validator sees ${name}`, () =>
    assert.match(faultsOf(scaledObject(spec)).join(), fault));
}

test('the validator sees a misspelt field of the typed kinds, at the top and deep down', () => {
  const deployment = (more: object, container: object) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      selector: { matchLabels: { a: 'b' } },
      template: { metadata, spec: { containers: [{ name: 'worker', ...container }] } },
    },
    ...more,
  });
  assert.equal(faultsOf(deployment({}, {})), []);
  assert.equal(faultsOf(deployment({ sepc: 1 }, {})), ['unknown field sepc']);
  assert.equal(faultsOf(deployment({}, { lifecycle: { preStop: { sleep: { s: 1 } } } })).length, 1);
});

test.run();
