import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../../src/language/check.ts';
import { importKeda } from '../../../src/language/keda/import.ts';
import { workers } from './manifests.ts';

const hostile = [
  { name: 'an empty file', text: '', error: 'there must be a Deployment' },
  { name: 'a text', text: 'hello', error: 'there must be a Deployment' },
  { name: 'a list', text: '- a\n- {kind: 7}\n', error: 'there must be a Deployment' },
  {
    name: 'two Deployments of one name',
    text: [workers, workers].map((one) => JSON.stringify(one)).join('\n---\n'),
    error: 'the Deployment `a` is in x.yaml already',
  },
  {
    name: 'a name that is a list',
    text: JSON.stringify({ ...workers, metadata: { name: ['a'] } }),
    error: '`metadata.name` must be a Kubernetes name, got a list',
  },
  {
    name: 'a number that JSON does not have',
    text: JSON.stringify(workers).replace(':4,', ':1e999,'),
    error: 'number',
  },
  {
    name: 'aliases without end',
    text: ['a: &x0 [1, 2, 3]']
      .concat([1, 2, 3, 4, 5, 6, 7].map((n) => `k${n}: &x${n} [${`*x${n - 1}, `.repeat(9)}]`))
      .join('\n'),
    error: 'aliases must name an anchor above them and expand to at most a hundred copies',
  },
  {
    name: 'a template of Helm',
    text: 'kind: {{ .Values.kind }}\n',
    error: 'got a template of Helm',
  },
  { name: 'a file over 1 MiB', text: `# ${'x'.repeat(1_048_576)}\n`, error: 'at most 1 MiB' },
];
for (const { name, text, error } of hostile) {
  test(`${name} is an error, and nothing is imported`, () => {
    const imported = importKeda([{ path: 'x.yaml', text }]);
    assert.equal(imported.policies, []);
    assert.match(imported.diagnostics.map(({ message }) => message).join('; '), error);
  });
}

const odd = [
  { name: 'a Deployment without a spec', change: { spec: null } },
  { name: 'a selector that is a text', change: { spec: { selector: 'app=a' } } },
  {
    name: 'a selector with expressions',
    change: {
      spec: {
        ...workers.spec,
        selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
      },
    },
  },
  {
    name: 'containers that are no list',
    change: { spec: { ...workers.spec, template: { spec: { containers: { a: 1 } } } } },
  },
  { name: 'a name with dots', change: { metadata: { name: 'a.b' } } },
];
for (const { name, change } of odd) {
  test(`${name} leaves the Deployment out`, () => {
    const text = JSON.stringify({ ...workers, ...change });
    const { policies, notes, diagnostics } = importKeda([{ path: 'x.yaml', text }]);
    assert.equal(diagnostics, []);
    assert.equal(policies, []);
    assert.match(notes.join('\n'), 'is left out');
  });
}

test('texts that YAML 1.1 reads differently, and aliases, are what they say', () => {
  const text = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, labels: &own {app: a, example.org/on: "yes"}}
spec:
  replicas: 0
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: *own}
    spec:
      containers:
        - name: a
          image: registry.example.org/a:1.0.0
          env: [{name: MODE, value: no}, {name: CODE, value: 0o17}, {name: TIME, value: 12:30:00}]
`;
  const { policies, diagnostics } = importKeda([{ path: 'x.yaml', text }]);
  assert.equal(diagnostics, []);
  const pool = policies.find(({ path }) => path === 'a.yaml')?.text ?? '';
  assert.match(pool, 'example.org/on: "yes"');
  assert.match(pool, '{name: MODE, value: "no"}');
  assert.match(pool, '{name: TIME, value: "12:30:00"}');
  assert.equal(
    check(policies).diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
});

test.run();
