import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../src/compile/compile.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { WorkerPool } from '../../src/model/worker-pool.ts';
import { capacityGroup, environment, estate, worker, workerPool } from '../builders.ts';
import { samples } from './samples.ts';

type Labels = Readonly<Record<string, string>>;

const prod = environment({ labels: { stage: 'prod', 'app.kubernetes.io/managed-by': 'me' } });
const crd = (labels?: Labels) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'workerpools.roster.dev', ...(labels && { labels }) },
});
const upstream: WorkerPool = {
  ...samples['keda-share-hyperflow']!,
  dialect: 'hyperflow',
  labels: { team: 'a', app: 'theirs', name: 'theirs' },
  worker: worker({ selector: { app: 'mproject' } }),
};

test("an environment's labels are on the definitions of our resources too", () => {
  const { metadata } = rendered([], [crd({ app: 'roster', stage: 'any' })])[0]!;
  assert.equal((metadata as JsonObject).labels, {
    stage: 'any',
    app: 'roster',
    'app.kubernetes.io/managed-by': 'roster',
  });
});

test('a selector that was taken over neither cuts off pods of others nor counts them', () => {
  const pool = workerPool({
    worker: worker({ selector: { app: 'web' } }),
    network: { ingress: [], egress: [] },
    metrics: { port: 'metrics', path: '/metrics' },
  });
  const { name } = pool;
  const own = { 'app.kubernetes.io/name': name, 'roster.dev/pool': name };
  const objects = rendered([pool]);
  const specOf = (kind: string) => objects.find((one) => one.kind === kind)!.spec as JsonObject;
  assert.equal(specOf('Deployment').selector, { matchLabels: { app: 'web' } });
  assert.equal(specOf('NetworkPolicy').podSelector, { matchLabels: own });
  assert.equal(specOf('PodMonitor').selector, { matchLabels: own });
});

test('every object says who manages it', () => {
  for (const { kind, metadata } of rendered(Object.values(samples), [crd()])) {
    const { labels } = metadata as { readonly labels: Labels };
    assert.is(labels['app.kubernetes.io/managed-by'], 'roster', String(kind));
    // environments of one cluster share the definitions, and would fight over a label
    if (kind !== 'CustomResourceDefinition') assert.is(labels.stage, 'prod', String(kind));
  }
});

test('an empty selector is a broken program: it would select every pod of the namespace', () => {
  const pool = workerPool({ worker: worker({ selector: {} }) });
  const error = errorOf(() => rendered([pool]));
  assert.match(String(error?.cause), /empty selector of pool montage\/mproject/);
});

const dialect: Readonly<Record<string, Labels>> = {
  Deployment: { app: 'mproject' },
  ScaledObject: { name: 'mproject' },
  PrometheusRule: { prometheus: 'kube-prometheus', release: 'monitoring' },
};
for (const [kind, labels] of Object.entries(dialect)) {
  test(`the ${kind} of a HyperFlow pool has the operator's labels, and of another pool has not`, () => {
    assert.equal(pick(labelsOf(upstream, kind), Object.keys(labels)), labels);
    const plain = labelsOf({ ...upstream, dialect: 'roster', labels: {} }, kind);
    assert.equal(pick(plain, Object.keys(labels)), {});
  });
}

test('labels that the environment selects rules by win over those of the operator', () => {
  const prometheusOperator = {
    enabled: true,
    ruleLabels: { release: 'ours' },
    podMonitorLabels: {},
  };
  const labels = labelsOf(upstream, 'PrometheusRule', environment({ prometheusOperator }));
  assert.is(labels.release, 'ours');
});

test('the own labels of a HyperFlow pool are on its objects and not on its pods', () => {
  assert.is(labelsOf(upstream, 'Deployment').team, 'a');
  assert.is(podLabelsOf(upstream).team, undefined);
  assert.is(podLabelsOf(upstream).app, 'mproject');
  assert.is(podLabelsOf({ ...upstream, dialect: 'roster' }).team, 'a');
});

function rendered(pools: readonly WorkerPool[], crds: readonly JsonObject[] = [], at = prod) {
  const groups = [capacityGroup()];
  return compile(estate({ environment: at, pools, groups }), crds).map(({ object }) => object);
}

function labelsOf(pool: WorkerPool, kind: string, at = prod): Labels {
  const found = rendered([pool], [], at).find((object) => object.kind === kind);
  return (found!.metadata as { readonly labels: Labels }).labels;
}

function podLabelsOf(pool: WorkerPool): Labels {
  const found = rendered([pool]).find(({ kind }) => kind === 'Deployment');
  const { template } = found!.spec as unknown as {
    readonly template: { readonly metadata: { readonly labels: Labels } };
  };
  return template.metadata.labels;
}

function pick(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)));
}

function errorOf(work: () => unknown): Error | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return undefined;
}

test.run();
