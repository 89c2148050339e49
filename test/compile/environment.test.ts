import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../src/compile/compile.ts';
import type { Environment } from '../../src/model/environment.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { amounts, capacityGroup, environment, estate, worker, workerPool } from '../builders.ts';
import { matchesGolden } from '../golden.ts';
import { goldenFiles, objectsOf } from './golden-objects.ts';
import { samples } from './samples.ts';
import { faultsOf } from './validate.ts';

const crds: readonly JsonObject[] = ['workerpools', 'capacitygroups'].map((plural) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.roster.dev`, annotations: { 'example.org/kept': 'yes' } },
  spec: { group: 'roster.dev' },
}));
const noRules = { enabled: false, ruleLabels: {} };
const keda = { ...samples['keda-rabbitmq-unacked']!, group: 'montage' };

function objects(changes: Partial<Environment>) {
  const pools = [keda];
  return compile(
    estate({ environment: environment(changes), pools, groups: [capacityGroup()] }),
    crds,
  );
}

test('an Argo CD environment is rendered as reviewed', () => {
  const input = estate({
    environment: environment({
      gitops: 'argocd',
      labels: { 'example.org/environment': 'prod' },
      prometheusOperator: noRules,
    }),
    pools: [
      { ...keda, labels: { 'example.org/team': 'montage' }, annotations: { ticket: 'OPS-1' } },
    ],
  });
  matchesGolden('compile/environment-argocd', goldenFiles(objectsOf(input, crds.slice(0, 1))));
});

test('a group is rendered as reviewed', () => {
  const group = capacityGroup({
    quota: amounts({ 'requests.cpu': '21', 'limits.memory': '60Gi', pods: '100' }),
    priorityClass: { name: 'montage.montage', value: -5, preemption: 'PreemptLowerPriority' },
    written: { quota: { cpu: 21 } },
    labels: { 'example.org/team': 'montage' },
    annotations: { ticket: 'OPS-2' },
  });
  const rendered = objectsOf(estate({ groups: [group] }));
  matchesGolden('compile/group', goldenFiles(rendered));
  assert.equal(faultsOf(rendered.get('ResourceQuota')!), []);
  assert.equal(faultsOf(rendered.get('PriorityClass')!), []);
});

test('Argo CD is told the order by waves, and zero is not written', () => {
  const waves = objects({ gitops: 'argocd' }).map(({ object }) => [
    object.kind,
    annotationsOf(object)?.['argocd.argoproj.io/sync-wave'],
  ]);
  assert.equal(waves, [
    ['CustomResourceDefinition', '-30'],
    ['CustomResourceDefinition', '-30'],
    ['PriorityClass', '-10'],
    ['ResourceQuota', '-10'],
    ['CapacityGroup', undefined],
    ['ServiceAccount', '-5'],
    ['Deployment', undefined],
    ['PodDisruptionBudget', undefined],
    ['TriggerAuthentication', '-5'],
    ['ScaledObject', undefined],
    ['PrometheusRule', '10'],
    ['WorkerPool', undefined],
  ]);
});

test('what takes more with it than itself is pruned after a confirmation only', () => {
  const confirmed = objects({ gitops: 'argocd' })
    .filter(({ object }) => annotationsOf(object)?.['argocd.argoproj.io/sync-options'])
    .map(({ object }) => object.kind);
  const kinds = ['CustomResourceDefinition', 'PriorityClass', 'ResourceQuota'];
  assert.equal([...new Set(confirmed)], kinds);
});

for (const gitops of ['flux', 'none'] as const) {
  test(`${gitops} gets no annotations of Argo CD`, () => {
    assert.not.match(JSON.stringify(objects({ gitops })), 'argocd');
  });
}

test('annotations that a definition brings along stay', () => {
  const [crd] = objects({ gitops: 'argocd' });
  assert.is(annotationsOf(crd!.object)?.['example.org/kept'], 'yes');
});

test('without the runtime there is no custom resource and no definition', () => {
  const rendered = objects({ runtime: false }).map(({ object }) => String(object.apiVersion));
  assert.not(rendered.some((version) => /roster\.dev|apiextensions/.test(version)));
});

test('without the operator there is no rule; with it, a rule has the labels it selects by', () => {
  const rules = (ruleLabels: Readonly<Record<string, string>>, enabled: boolean) =>
    objects({ prometheusOperator: { enabled, ruleLabels } }).filter(
      ({ object }) => object.kind === 'PrometheusRule',
    );
  assert.is(rules({}, false).length, 0);
  const [rule] = rules({ release: 'monitoring' }, true);
  assert.is(labelsOf(rule!.object).release, 'monitoring');
});

test('labels go on every object, and ours cannot be overridden', () => {
  const own = { 'app.kubernetes.io/managed-by': 'me', 'roster.dev/pool': 'stolen', team: 'a' };
  const pool = { ...keda, labels: own, worker: worker({ labels: own }) };
  const prod = environment({ labels: { ...own, stage: 'prod', team: 'b' } });
  for (const { object } of compile(estate({ environment: prod, pools: [pool] }), [])) {
    const labels = labelsOf(object);
    assert.is(labels['app.kubernetes.io/managed-by'], 'roster');
    assert.is(labels['app.kubernetes.io/name'], 'mproject');
    assert.is(labels['app.kubernetes.io/part-of'], 'montage');
    assert.is(labels['roster.dev/pool'], 'mproject');
    assert.is(labels.stage, 'prod');
    assert.is(labels.team, 'a');
  }
});

test('annotations of a policy go on its custom resource only', () => {
  const pool = workerPool({ annotations: { ticket: 'OPS-1' } });
  for (const { object } of compile(estate({ pools: [pool] }), [])) {
    assert.is(annotationsOf(object)?.ticket, object.kind === 'WorkerPool' ? 'OPS-1' : undefined);
  }
});

function annotationsOf({ metadata }: JsonObject) {
  return (metadata as { annotations?: Record<string, string> }).annotations;
}

function labelsOf({ metadata }: JsonObject) {
  return (metadata as { labels: Record<string, string> }).labels;
}

test.run();
