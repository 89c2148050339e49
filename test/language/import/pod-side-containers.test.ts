import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readSideContainers } from '../../../src/language/import/pod-side-containers.ts';
import type { JsonObject } from '../../../src/model/json.ts';

const image = 'registry.example.org/side:1.0.0';
const relax = ['privilegeEscalation', 'writableRootFilesystem', 'capabilities'];
const fetch = { name: 'fetch', image, args: ['/data'] };
const proxy = { name: 'proxy', image, restartPolicy: 'Always', ports: [port(5672)] };
const { restartPolicy: _, ...said } = proxy;
const nothing = { initContainers: [], sidecars: [], unsaid: [] };

const cases: readonly (readonly [string, readonly JsonObject[], ReturnType<typeof read>])[] = [
  ['one that ends is an init container', [fetch], { ...nothing, initContainers: [fetch] }],
  ['one that is always restarted is a sidecar', [proxy], { ...nothing, sidecars: [said] }],
  [
    'they stay in the order of their start',
    [fetch, proxy],
    { ...nothing, initContainers: [fetch], sidecars: [said] },
  ],
  [
    'all stay as they are where a sidecar starts before one that ends',
    [proxy, fetch],
    { ...nothing, unsaid: [proxy, fetch] },
  ],
  [
    'all stay as they are where one is hardened otherwise than the worker',
    [fetch, { ...proxy, securityContext: { readOnlyRootFilesystem: true } }],
    {
      ...nothing,
      unsaid: [fetch, { ...proxy, securityContext: { readOnlyRootFilesystem: true } }],
    },
  ],
  [
    'a mount names its volume, and one that a policy cannot say stays as it is',
    [{ ...fetch, volumeMounts: [mount('/a'), { ...mount('/b'), mountPropagation: 'None' }] }],
    {
      ...nothing,
      initContainers: [{ ...fetch, mounts: [{ volume: 'work', path: '/a' }] }],
      unsaid: [{ name: 'fetch', volumeMounts: [{ ...mount('/b'), mountPropagation: 'None' }] }],
    },
  ],
  [
    'what only Kubernetes has a word for stays as it is',
    [{ ...fetch, tty: true, ports: [port(80)] }],
    {
      ...nothing,
      initContainers: [fetch],
      unsaid: [{ name: 'fetch', tty: true, ports: [port(80)] }],
    },
  ],
];

for (const [name, list, expected] of cases) {
  test(name, () => assert.equal(read(list), expected));
}

test('what is hardened like the worker is said without a word', () => {
  const hardened = { ...fetch, securityContext: { readOnlyRootFilesystem: true } };
  const security = { relax: ['privilegeEscalation', 'capabilities', 'runAsRoot'] };
  assert.equal(readSideContainers([hardened], security).initContainers, [fetch]);
});

test.run();

function read(list: readonly JsonObject[]) {
  return readSideContainers(list, { relax });
}

function port(containerPort: number): JsonObject {
  return { name: 'main', containerPort };
}

function mount(mountPath: string): JsonObject {
  return { name: 'work', mountPath };
}
