import type { V1Pod, V1Service } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Wire } from '../wire.ts';
import { frontsOf } from './find-backends.ts';

const test = suite('fronts of services');

type Pod = Wire<V1Pod>;
type Service = Wire<V1Service>;

const service = (spec: Service['spec'] = {}): Service => ({
  metadata: { name: 'web', namespace: 'ns' },
  spec: {
    clusterIP: '127.96.0.9',
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort: 8080 }],
    ...spec,
  },
});
const ready = { type: 'Ready', status: 'True' };
const pod = (metadata: Pod['metadata'] = {}, status: Pod['status'] = {}): Pod => ({
  metadata: { name: 'p', namespace: 'ns', labels: { app: 'web', x: 'y' }, ...metadata },
  spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 3000 }] }] },
  status: { phase: 'Running', podIP: '127.200.1.1', conditions: [ready], ...status },
});

const cases: readonly { name: string; services?: Service[]; pods?: Pod[]; is: string[] }[] = [
  { name: 'a ready pod answers', is: ['127.96.0.9:80 127.200.1.1:8080'] },
  {
    name: 'a port by its name is the pod’s own',
    services: [service({ ports: [{ port: 80, targetPort: 'http' }] })],
    is: ['127.96.0.9:80 127.200.1.1:3000'],
  },
  {
    name: 'a name that no container has is no backend',
    services: [service({ ports: [{ port: 80, targetPort: 'grpc' }] })],
    is: ['127.96.0.9:80'],
  },
  {
    name: 'without a target the port is the same',
    services: [service({ ports: [{ port: 80 }] })],
    is: ['127.96.0.9:80 127.200.1.1:80'],
  },
  {
    name: 'a pod that is not ready does not answer',
    pods: [pod({}, { conditions: [{ type: 'Ready', status: 'False' }] })],
    is: ['127.96.0.9:80'],
  },
  {
    name: 'it does where that is asked for',
    services: [service({ publishNotReadyAddresses: true })],
    pods: [pod({}, { conditions: [] })],
    is: ['127.96.0.9:80 127.200.1.1:8080'],
  },
  {
    name: 'a pod that is about to go does not answer beside another',
    pods: [pod({ deletionTimestamp: '2026-01-01T00:00:00Z' }), pod({}, { podIP: '127.200.1.2' })],
    is: ['127.96.0.9:80 127.200.1.2:8080'],
  },
  {
    name: 'it does as long as it is ready and there is no other',
    pods: [pod({ deletionTimestamp: '2026-01-01T00:00:00Z' })],
    is: ['127.96.0.9:80 127.200.1.1:8080'],
  },
  { name: 'one that ended does not', pods: [pod({}, { phase: 'Failed' })], is: ['127.96.0.9:80'] },
  { name: 'one elsewhere does not', pods: [pod({}, { podIP: '10.0.0.1' })], is: ['127.96.0.9:80'] },
  {
    name: 'one of another namespace does not',
    pods: [pod({ namespace: 'other' })],
    is: ['127.96.0.9:80'],
  },
  {
    name: 'one without the labels does not',
    pods: [pod({ labels: { x: 'y' } })],
    is: ['127.96.0.9:80'],
  },
  { name: 'a headless Service has no front', services: [service({ clusterIP: 'None' })], is: [] },
  { name: 'one without a selector has none', services: [service({ selector: {} })], is: [] },
  {
    name: 'one for UDP has none',
    services: [service({ ports: [{ port: 53, protocol: 'UDP' }] })],
    is: [],
  },
];
for (const { name, services = [service()], pods = [pod()], is } of cases) {
  test(name, () => {
    const fronts = frontsOf(services, pods).map(({ host, port, backends }) =>
      [`${host}:${port}`, ...backends.map((one) => `${one.host}:${one.port}`)].join(' '),
    );
    assert.equal(fronts, is);
  });
}

test.run();
