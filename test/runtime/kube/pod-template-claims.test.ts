import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { podTemplate } from '../../../src/compile/pod/pod-template.ts';
import { podAmount } from '../../../src/model/pod-resources.ts';
import { templateAmount } from '../../../src/runtime/kube/pod-template-claims.ts';
import { podOf, vectors } from '../../model/pod-vectors.ts';

const labels = { app: 'subject' };
const place = {
  labels,
  fixedLabels: labels,
  selector: labels,
  serviceAccountName: 'default',
  container: 'worker',
  kubernetes: [1, 35],
} as const;

const resources = [
  'requests.cpu',
  'requests.memory',
  'limits.memory',
  'requests.example.org/gpu',
  'pods',
];

for (const vector of vectors) {
  test(`a Deployment's template takes what its policy says: ${vector.name}`, () => {
    const template: unknown = JSON.parse(JSON.stringify(podTemplate(podOf(vector), place)));
    for (const resource of resources) {
      assert.is(templateAmount(template, resource), podAmount(podOf(vector), resource), resource);
    }
  });
}

test('a GPU is counted in billionths, as everything else', () => {
  const limits = { 'nvidia.com/gpu': '2' };
  const template = { spec: { containers: [{ name: 'a', resources: { limits } }] } };
  assert.is(templateAmount(template, 'requests.nvidia.com/gpu'), 2_000_000_000n);
});

for (const template of [undefined, null, 'x', {}, { spec: null }, { spec: { containers: 5 } }]) {
  test(`nothing is known of a template that is ${JSON.stringify(template)}`, () => {
    assert.is(templateAmount(template, 'requests.cpu'), undefined);
    assert.is(templateAmount(template, 'pods'), 1_000_000_000n);
  });
}

test.run();
