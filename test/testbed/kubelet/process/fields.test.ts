import type { V1Pod } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { podField } from './pod-field.ts';
import { resourceField } from './resource-field.ts';

const test = suite('fields');

const pod: V1Pod = {
  metadata: {
    name: 'worker-x',
    namespace: 'montage',
    uid: 'u1',
    labels: { 'b.example/role': 'work', a: 'say "hi"' },
    annotations: { note: 'kept' },
  },
  spec: {
    nodeName: 'node-1',
    serviceAccountName: 'reader',
    containers: [
      {
        name: 'main',
        resources: {
          requests: { cpu: '250m', memory: '100Mi' },
          limits: { memory: '1Gi', 'hugepages-2Mi': '4Mi' },
        },
      },
      { name: 'other', resources: { limits: { cpu: '1500m' } } },
    ],
  },
};

const fields = [
  ['metadata.name', 'worker-x'],
  ['metadata.namespace', 'montage'],
  ['metadata.uid', 'u1'],
  ["metadata.labels['b.example/role']", 'work'],
  ["metadata.labels['missing']", ''],
  ["metadata.annotations['note']", 'kept'],
  ['metadata.labels', 'a="say \\"hi\\""\nb.example/role="work"'],
  ['spec.nodeName', 'node-1'],
  ['spec.serviceAccountName', 'reader'],
  ['status.podIP', '127.200.0.2'],
  ['status.podIPs', '127.200.0.2'],
  ['status.hostIP', '127.0.0.1'],
  ['spec.schedulerName', undefined],
  ['constructor', undefined],
] as const;
for (const [path, value] of fields) {
  test(`the field ${path} is ${JSON.stringify(value)}`, () => {
    assert.is(podField(pod, path, { podIp: '127.200.0.2', hostIp: '127.0.0.1' }), value);
  });
}

const resources = [
  { resource: 'requests.cpu', value: '1' },
  { resource: 'requests.cpu', divisor: '1m', value: '250' },
  { resource: 'requests.cpu', divisor: '0', value: '1' },
  { resource: 'requests.memory', divisor: '1Mi', value: '100' },
  { resource: 'requests.memory', value: '104857600' },
  { resource: 'limits.memory', divisor: '1G', value: '2' },
  { resource: 'limits.cpu', divisor: '1m', value: '8000' },
  { resource: 'limits.cpu', divisor: '1m', containerName: 'other', value: '1500' },
  { resource: 'limits.hugepages-2Mi', divisor: '1Mi', value: '4' },
  { resource: 'requests.ephemeral-storage', value: '0' },
  { resource: 'limits.cpu', containerName: 'nobody', value: undefined },
  { resource: 'limits.pods', value: undefined },
];
for (const { value, ...selector } of resources) {
  test(`${JSON.stringify(selector)} is ${value}`, () => {
    const context = { container: 'main', allocatable: { cpu: '8', memory: '16Gi' } };
    assert.is(resourceField(pod, selector, context), value);
  });
}

test.run();
