import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { podAmount } from '../../src/model/pod-resources.ts';
import { parseQuantity } from '../../src/model/quantity.ts';
import { amounts, worker } from '../builders.ts';
import { podOf, side, vectors } from './pod-vectors.ts';

const resources = [
  'requests.cpu',
  'requests.memory',
  'requests.example.org/gpu',
  'limits.cpu',
  'limits.memory',
];

for (const vector of vectors) {
  test(vector.name, () => {
    for (const resource of resources) {
      const expected = vector.takes[resource];
      const nano = expected === undefined ? undefined : parseQuantity(expected)!.nano;
      const found = podAmount(podOf(vector), resource);
      assert.is(found, nano, resource);
    }
  });
}

test('a pod counts as one of `pods`', () => {
  assert.is(podAmount(worker(), 'pods'), 1_000_000_000n);
});

test('a resource that nobody takes is told from one of which nothing is taken', () => {
  const pod = worker({ sidecars: [side('a', { requests: amounts({ 'example.org/gpu': '0' }) })] });
  assert.is(podAmount(pod, 'requests.example.org/gpu'), 0n);
  assert.is(podAmount(pod, 'requests.example.org/fpga'), undefined);
});

test('the main container goes by the name it is given', () => {
  const podTemplate = {
    spec: { containers: [{ name: 'scheduler', resources: { requests: { cpu: '3' } } }] },
  };
  const pod = worker({ requests: amounts({ cpu: '1' }), podTemplate });
  assert.is(podAmount(pod, 'requests.cpu', 'scheduler'), 3_000_000_000n);
  assert.is(podAmount(pod, 'requests.cpu'), 4_000_000_000n);
});

test.run();
