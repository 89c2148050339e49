import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { importHyperflow } from '../../../src/language/hyperflow/import.ts';
import { poolText } from './document.ts';

const quota = (spec: string, name = 'requests') =>
  `apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: ${name}, namespace: photos}\nspec: ${spec}\n`;
const values = (of: string) => `workerPools:\n  ${of}\n`;

const refused: readonly {
  readonly name: string;
  readonly files: readonly string[];
  readonly found: readonly string[];
}[] = [
  {
    name: 'nothing to import is an error',
    files: ['{}'],
    found: [
      'no-policies: there must be a WorkerPool, a ResourceQuota or chart values to import, got none',
    ],
  },
  {
    name: 'the same pool twice is an error',
    files: [poolText(), poolText()],
    found: ['duplicate-policy: a pool must be given once, and `resize` is in 0.yaml already'],
  },
  {
    name: 'the same quota twice is an error',
    files: [poolText(), quota('{hard: {pods: 3}}'), quota('{hard: {pods: 4}}')],
    found: [
      'duplicate-policy: a quota must be given once, and `requests` is in 1.yaml and in 2.yaml',
    ],
  },
  {
    name: 'an amount of a quota that is none is an error',
    files: [poolText(), quota('{hard: {requests.cpu: many}}')],
    found: [
      'invalid-quantity: `spec.hard["requests.cpu"]` must be a Kubernetes quantity, got "many"',
    ],
  },
  {
    name: 'a template of Helm is to be rendered first',
    files: ['kind: WorkerPool\nspec:\n  image: {{ .Values.image }}\n'],
    found: ['yaml-syntax: the file must be YAML, got a template of Helm'],
  },
  {
    name: 'YAML that cannot be read is said in the words of the reader',
    files: ['a: [1\n'],
    found: ['yaml-syntax: `[` must be closed by `]`'],
  },
  {
    name: 'values of another form are errors',
    files: [values('pools: {name: resize}')],
    found: ['wrong-value: `workerPools.pools` must be a list, got a map'],
  },
  {
    name: 'a pool of values that lacks a field is marked',
    files: [
      values('pools: [{name: resize, taskType: resize, image: a:1, redisUrl: redis://redis}]'),
    ],
    found: ['missing-field: `spec.initialResources` is required'],
  },
];
for (const { name, files, found } of refused) {
  test(name, () => {
    const { policies, diagnostics } = importTexts(files);
    assert.equal(
      diagnostics.map(({ code, message }) => `${code}: ${message}`),
      found,
    );
    assert.equal(policies, []);
  });
}

const noted: readonly {
  readonly name: string;
  readonly files: readonly string[];
  readonly note: string;
}[] = [
  {
    name: 'an unscoped quota becomes a scoped one',
    files: [poolText(), quota('{hard: {requests.cpu: 3}}')],
    note: 'quota `requests`: it counted every pod of the namespace; its CapacityGroup counts the pods of PriorityClass hyperflow-worker only',
  },
  {
    name: 'another scope is said to be lost',
    files: [poolText(), quota('{hard: {cpu: 3}, scopes: [NotBestEffort]}')],
    note: 'quota `requests`: its scope NotBestEffort has no counterpart; its CapacityGroup counts the pods of PriorityClass hyperflow-worker only',
  },
  {
    name: 'what a CapacityGroup does not count is said',
    files: [poolText(), quota('{hard: {pods: 3, services: 4}}')],
    note: 'quota `requests`: `services` has no counterpart in a CapacityGroup and is left out',
  },
  {
    name: 'the smallest of several quotas no longer wins',
    files: [poolText(), quota('{hard: {pods: 3}}'), quota('{hard: {pods: 4}}', 'second')],
    note: 'quota `second`: the pools in namespace `photos` share `requests`; the operator took the smallest of all quotas, also of those for other pods',
  },
  {
    name: 'a quota for other pods is joined by none',
    files: [
      poolText(),
      quota(
        '{hard: {pods: 3}, scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [web]}]}}',
      ),
    ],
    note: 'quota `requests` is for PriorityClass web, and no pool joins it; the operator counted it all the same',
  },
  {
    name: 'a pool without a quota is said to need one',
    files: [poolText()],
    note: 'pool `resize` has no quota in namespace `photos`: without one the share formula gives no number; import the ResourceQuota too, or write a CapacityGroup',
  },
  {
    name: 'a quota that the workers do not meet is said to refuse them',
    files: [poolText(), quota('{hard: {limits.cpu: 3}}')],
    note: 'quota `requests` counts limits.cpu, which pool `resize` does not give: the API server refuses such pods, and `roster check` such pools',
  },
  {
    name: 'a list of execution models that names no pool is said',
    files: [poolText(), '[{"name": "publish"}]'],
    note: 'executionModels lists `publish`, and no pool has that task type: the engine would fill a queue that nobody reads',
  },
  {
    name: 'a pool that the execution models leave out is said',
    files: [poolText(), '[{"name": "publish"}]'],
    note: 'pool `resize`: executionModels does not list its task type `photo_Resize.py`, so the engine runs such tasks as Jobs',
  },
  {
    name: 'units that broke the operator are said and taken',
    files: [poolText({ memory: '      memory: 128Mi' })],
    note: '0.yaml:17: `spec.initialResources.requests.memory` must be a plain number of bytes, got 128Mi; the operator copies it into its rule, which Prometheus does not parse (2.54 and later may read a time), so the pool never scales; Roster reads it as 134217728 bytes',
  },
  {
    name: 'other objects are said to be left out',
    files: [poolText(), 'apiVersion: v1\nkind: ConfigMap\n'],
    note: '1.yaml:1: a ConfigMap has no counterpart in policies and is left out',
  },
  {
    name: 'a second Prometheus is said',
    files: [
      poolText(),
      poolText({ name: '  name: zoom', prometheusUrl: '  prometheusUrl: http://second:9090' }),
    ],
    note: 'pool `zoom` named the Prometheus http://second:9090; an Environment has one for its shares, http://monitoring-prometheus.photos:9090: put the pool into a folder with an Environment of its own if both are needed',
  },
];
for (const { name, files, note } of noted) {
  test(name, () => {
    const { notes, diagnostics } = importTexts(files);
    assert.equal(diagnostics, []);
    assert.ok(notes.includes(note), notes.join('\n'));
  });
}

test('a bomb of aliases is refused', () => {
  const lines = Array.from(
    { length: 9 },
    (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(9)}]`,
  );
  const { diagnostics } = importTexts([
    `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${lines.join('\n')}\n`,
  ]);
  assert.equal(
    diagnostics.map(({ code }) => code),
    ['alias-not-allowed'],
  );
});

test('a disabled pool list gives no pools, and says so', () => {
  const { notes, diagnostics } = importTexts([
    poolText(),
    values('enabled: false\n  pools: [{name: other}]'),
  ]);
  assert.equal(diagnostics, []);
  assert.ok(
    notes.includes(
      '`workerPools.enabled` is false: the chart makes no pools, and so none are imported',
    ),
  );
});

test('a map set to nothing in an overlay is gone', () => {
  const below = values(
    'workerPoolDefaults: {image: a:1, redisUrl: redis://r, initialResources: {requests: {cpu: 1, memory: 1}, limits: {cpu: 2}}}\n  pools: [{name: resize, taskType: resize}]',
  );
  const { policies } = importTexts([
    below,
    values('workerPoolDefaults: {initialResources: {limits: null}}'),
  ]);
  assert.not.match(policies.find(({ path }) => path === 'resize.yaml')?.text ?? 'limits', 'limits');
});

function importTexts(texts: readonly string[]) {
  return importHyperflow(texts.map((text, index) => ({ path: `${index}.yaml`, text })));
}

test.run();
