import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ownContainers, relaxedBy } from '../../src/model/relaxed-by.ts';
import { worker as pod } from '../builders.ts';
import { side } from './pod-vectors.ts';

const worker = (securityContext: unknown) => ({
  spec: { containers: [{ name: 'worker', securityContext }] },
});
const hardened = {
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};
const proxy = (list: string, securityContext: unknown) => ({
  spec: { [list]: [{ name: 'proxy', image: 'proxy:1', securityContext }] },
});
const cases: readonly {
  readonly name: string;
  readonly template: Record<string, unknown> | undefined;
  readonly undone: readonly string[];
}[] = [
  { name: 'no podTemplate undoes nothing', template: undefined, undone: [] },
  { name: 'other fields undo nothing', template: { spec: { hostname: 'a' } }, undone: [] },
  {
    name: 'namespaces of the node are named',
    template: { spec: { hostNetwork: true, hostPID: true, hostIPC: true } },
    undone: ['hostNetwork', 'hostPID', 'hostIPC'],
  },
  {
    name: 'what is false is not named',
    template: { spec: { hostNetwork: false, automountServiceAccountToken: false } },
    undone: [],
  },
  {
    name: 'a token is named',
    template: { spec: { automountServiceAccountToken: true } },
    undone: ['serviceAccountToken'],
  },
  {
    name: 'a privileged worker is named',
    template: worker({ privileged: true, allowPrivilegeEscalation: true }),
    undone: ['privileged', 'privilegeEscalation'],
  },
  {
    name: 'null takes the whole default of the worker away',
    template: worker(null),
    undone: ['writableRootFilesystem', 'privilegeEscalation', 'capabilities'],
  },
  {
    name: 'null takes the default of the pod away',
    template: { spec: { securityContext: null } },
    undone: ['runAsRoot', 'seccomp'],
  },
  {
    name: 'null takes one rule away',
    template: worker({ readOnlyRootFilesystem: null }),
    undone: ['writableRootFilesystem'],
  },
  {
    name: 'capabilities that are added are named',
    template: worker({ capabilities: { add: ['NET_ADMIN'] } }),
    undone: ['capabilities'],
  },
  {
    name: 'dropping less than all is named',
    template: worker({ capabilities: { drop: ['NET_RAW'] } }),
    undone: ['capabilities'],
  },
  {
    name: 'root and an open system-call filter are named',
    template: worker({ runAsUser: 0, seccompProfile: { type: 'Unconfined' } }),
    undone: ['runAsRoot', 'seccomp'],
  },
  {
    name: 'a container of its own that says nothing is not hardened',
    template: proxy('initContainers', undefined),
    undone: [
      'writableRootFilesystem (proxy)',
      'privilegeEscalation (proxy)',
      'capabilities (proxy)',
    ],
  },
  {
    name: 'a container of its own that says all is',
    template: proxy('containers', hardened),
    undone: [],
  },
  {
    name: 'what is no pod template at all undoes nothing',
    template: { spec: { containers: 'worker', securityContext: 5 } },
    undone: [],
  },
];

for (const { name, template, undone } of cases) {
  test(name, () => {
    assert.equal(relaxedBy(template), undone);
  });
}

test('of a sidecar that the policy has itself nothing is undone by saying nothing', () => {
  const own = ownContainers(pod({ sidecars: [side('proxy')] }));
  assert.equal(own, ['worker', 'proxy']);
  assert.equal(relaxedBy(proxy('initContainers', undefined), own), []);
  const writable = proxy('initContainers', { readOnlyRootFilesystem: false });
  assert.equal(relaxedBy(writable, own), ['writableRootFilesystem (proxy)']);
});

test('the main container is the first, whatever it is called', () => {
  const scheduler = { spec: { containers: [{ name: 'scheduler', securityContext: null }] } };
  assert.equal(relaxedBy(scheduler, ownContainers(pod(), 'scheduler')), [
    'writableRootFilesystem',
    'privilegeEscalation',
    'capabilities',
  ]);
});

test.run();
