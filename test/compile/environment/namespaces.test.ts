import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../src/compile/compile.ts';
import type { Environment } from '../../../src/model/environment.ts';
import type { NamespaceObjects } from '../../../src/model/namespace-objects.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { environment, estate, worker, workerPool } from '../../builders.ts';

const pool = (namespace: string, changes: Partial<WorkerPool> = {}) =>
  workerPool({ namespace, ...changes });
const relaxed = worker({ security: { relax: ['runAsRoot'] } });
const onNode = worker({
  volumes: [{ name: 'data', mountPath: '/data', hostPath: { path: '/data' } }],
});
const byTemplate = worker({ podTemplate: { spec: { hostNetwork: true } } });

function namespaces(
  pools: readonly WorkerPool[],
  changes: Partial<NamespaceObjects> = {},
  more: Partial<Environment> = {},
) {
  const namespaceObjects = { except: [], labels: {}, podSecurity: {}, ...changes };
  const made = compile(
    estate({ environment: environment({ namespaceObjects, ...more }), pools }),
    [],
  );
  return made
    .map(({ object }) => object)
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) => metadata as unknown as Metadata);
}

interface Metadata {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

function levels(made: readonly Metadata[]) {
  return made.map(({ name, labels }) => `${name}: ${labels['pod-security.kubernetes.io/enforce']}`);
}

test('each namespace that something lies in is made, once', () => {
  const made = namespaces([pool('b'), pool('a'), pool('a', { name: 'other' })]);
  assert.equal(levels(made), ['a: restricted', 'b: restricted']);
});

test('a namespace is labelled for the version of the environment', () => {
  const [made] = namespaces([pool('a')], { labels: { team: 'x' } }, { labels: { stage: 'prod' } });
  assert.equal(made?.labels, {
    stage: 'prod',
    team: 'x',
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/enforce-version': 'v1.32',
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/audit-version': 'v1.32',
    'pod-security.kubernetes.io/warn': 'restricted',
    'pod-security.kubernetes.io/warn-version': 'v1.32',
    'app.kubernetes.io/managed-by': 'roster',
  });
});

test('the pod that needs most decides for its namespace, and for no other', () => {
  const made = namespaces([
    pool('a'),
    pool('b'),
    pool('b', { name: 'relaxed', worker: relaxed }),
    pool('c', { worker: onNode }),
    pool('c', { name: 'relaxed', worker: relaxed }),
    pool('d', { worker: byTemplate }),
  ]);
  assert.equal(levels(made), ['a: restricted', 'b: baseline', 'c: privileged', 'd: privileged']);
});

test('pods of others can be let in, and cannot shut ours out', () => {
  const made = namespaces([pool('a'), pool('b', { worker: onNode })], {
    podSecurity: { a: 'baseline', b: 'restricted' },
  });
  assert.equal(levels(made), ['a: baseline', 'b: privileged']);
});

test('namespaces of the cluster and of others are left alone', () => {
  const pools = ['default', 'kube-system', 'theirs', 'ours'].map((name) => pool(name));
  assert.equal(levels(namespaces(pools, { except: ['theirs'] })), ['ours: restricted']);
});

test('a namespace that a dashboard is put into belongs to whoever runs Grafana', () => {
  const grafana = { namespace: 'monitoring', labels: {}, folder: 'Roster' };
  const made = namespaces([pool('a')], {}, { grafana });
  assert.equal(levels(made), ['a: restricted']);
});

test('an environment that makes no namespaces has none', () => {
  assert.equal(namespaces([pool('a')], {}, { namespaceObjects: undefined }), []);
});

test.run();
