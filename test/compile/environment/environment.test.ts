import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../src/compile/compile.ts';
import type { Manifest } from '../../../src/compile/manifest.ts';
import type { Environment } from '../../../src/model/environment.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { amounts, capacityGroup, environment, estate, worker, workerPool } from '../../builders.ts';
import { matchesGolden } from '../../golden.ts';
import { goldenFiles, objectsOf } from '../golden-objects.ts';
import { samples } from '../samples.ts';
import { faultsOf } from '../validate.ts';

const crds: readonly JsonObject[] = ['workerpools', 'capacitygroups'].map((plural) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.roster.dev`, annotations: { 'example.org/kept': 'yes' } },
  spec: { group: 'roster.dev' },
}));
const namespaceObjects = { except: [], labels: {}, podSecurity: {} };
const noRules = { enabled: false, ruleLabels: {}, podMonitorLabels: {} };
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
  const waves = new Map(
    objects({ gitops: 'argocd', namespaceObjects }).map(({ object }) => [
      object.kind,
      annotationsOf(object)?.['argocd.argoproj.io/sync-wave'],
    ]),
  );
  assert.equal([...waves].filter(([, wave]) => wave !== undefined).toSorted(), [
    ['CustomResourceDefinition', '-30'],
    ['Namespace', '-30'],
    ['PriorityClass', '-10'],
    ['PrometheusRule', '-5'],
    ['ResourceQuota', '-10'],
    ['ServiceAccount', '-5'],
    ['TriggerAuthentication', '-5'],
  ]);
  assert.ok(waves.has('Deployment') && waves.has('ScaledObject'));
});

const guards = [
  ['argocd', 'argocd.argoproj.io/sync-options', 'Prune=confirm,Delete=confirm'],
  ['flux', 'kustomize.toolkit.fluxcd.io/prune', 'disabled'],
] as const;
for (const [gitops, key, value] of guards) {
  test(`${gitops} is kept from removing what takes more with it than itself`, () => {
    const guarded = objects({ gitops, namespaceObjects }).filter(({ object }) => {
      const said = annotationsOf(object)?.[key];
      assert.ok(said === undefined || said === value);
      return said !== undefined;
    });
    const kinds = ['CustomResourceDefinition', 'Namespace', 'PriorityClass', 'ResourceQuota'];
    assert.equal(kindsOf(guarded), kinds);
  });
}

for (const gitops of ['flux', 'none'] as const) {
  test(`${gitops} gets no annotations of Argo CD, but on what all environments share`, () => {
    const told = objects({ gitops, namespaceObjects }).filter(({ object }) =>
      JSON.stringify(object).includes('argocd'),
    );
    assert.equal(kindsOf(told), ['CustomResourceDefinition']);
  });
}

test('the definitions are the same in every environment, so that two in a cluster do not fight', () => {
  const definitions = (changes: Partial<Environment>) =>
    objects(changes)
      .map(({ object }) => object)
      .filter(({ kind }) => kind === 'CustomResourceDefinition');
  const labels = { 'example.org/environment': 'staging' };
  const prod = definitions({ gitops: 'argocd' });
  assert.is(prod.length, 2);
  assert.equal(definitions({ name: 'staging', gitops: 'flux', labels }), prod);
  assert.equal(definitions({ name: 'lab', gitops: 'none', labels: { a: 'b' } }), prod);
});

test('annotations that a definition brings along stay', () => {
  const [crd] = objects({ gitops: 'argocd' });
  assert.is(annotationsOf(crd!.object)?.['example.org/kept'], 'yes');
});

test('without the runtime there is no custom resource and no definition', () => {
  const rendered = objects({ runtime: undefined }).map(({ object }) => String(object.apiVersion));
  assert.not(rendered.some((version) => /roster\.dev|apiextensions/.test(version)));
});

test('without the operator there is no rule; with it, a rule has the labels it selects by', () => {
  const rules = (ruleLabels: Readonly<Record<string, string>>, enabled: boolean) =>
    objects({ prometheusOperator: { enabled, ruleLabels, podMonitorLabels: {} } }).filter(
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

function kindsOf(manifests: readonly Manifest[]) {
  return [...new Set(manifests.map(({ object }) => object.kind))].toSorted();
}

function annotationsOf({ metadata }: JsonObject) {
  return (metadata as { annotations?: Record<string, string> }).annotations;
}

function labelsOf({ metadata }: JsonObject) {
  return (metadata as { labels: Record<string, string> }).labels;
}

test.run();
