import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hasErrors } from '../../../src/diagnostics/report.ts';
import { check } from '../../../src/language/check.ts';
import { type Imported, importHyperflow } from '../../../src/language/hyperflow/import.ts';
import type { Source } from '../../../src/model/source.ts';
import { matchesGolden } from '../../golden.ts';
import { root } from '../../root.ts';

const resources = ['resize.yaml', 'classify.yaml', 'quota.yaml', 'executionModels.json'];

const goldens = [
  { name: 'resources', files: resources },
  { name: 'chart-values', files: ['values.yaml'] },
  { name: 'overlaid-values', files: ['values.yaml', 'overlay.yaml'], namespace: 'runs' },
];
for (const { name, files, namespace } of goldens) {
  test(`${name} become policies`, () => {
    const imported = importFiles(files, namespace);
    assert.equal(imported.diagnostics, []);
    matchesGolden(`import-hyperflow/${name}`, filesOf(imported));
  });

  test(`the policies of ${name} are free of errors`, () => {
    const found = check(importFiles(files, namespace).policies).diagnostics;
    assert.equal(
      found.map(({ message }) => message),
      [],
    );
  });
}

test('the order of the files does not matter to the policies', () => {
  const forward = importFiles(resources);
  const backward = importFiles(resources.toReversed());
  assert.equal(backward.policies, forward.policies);
  assert.equal(backward.notes.toSorted(), forward.notes.toSorted());
});

test('many documents in one file, or in a List, are as good as many files', () => {
  const texts = ['resize.yaml', 'classify.yaml'].map((file) => fixture(file).text);
  const joined = importHyperflow([{ path: 'all.yaml', text: `---\n${texts.join('---\n')}---\n` }]);
  const items = texts.map((text) => `  - ${text.trimEnd().replaceAll('\n', '\n    ')}\n`).join('');
  const list = importHyperflow([
    { path: 'all.yaml', text: `apiVersion: v1\nkind: List\nitems:\n${items}` },
  ]);
  assert.equal(
    list.policies.map(({ path }) => path),
    ['hyperflow-worker.yaml', 'hyperflow.yaml', 'photos/classify.yaml', 'photos/resize.yaml'],
  );
  assert.equal(joined.policies, list.policies);
});

test('policies that want one path get one each', () => {
  const pools = ['a-pool', 'a', 'hyperflow', 'hyperflow-worker'].map((name) => ({
    path: `${name}.yaml`,
    text: fixture('resize.yaml').text.replace('name: resize', `name: ${name}`),
  }));
  const quota = fixture('quota.yaml');
  const group = { ...quota, text: quota.text.replace('name: photo-requests', 'name: a') };
  const { policies } = importHyperflow(
    [...pools, group].map(({ path, text }) => ({
      path,
      text: text.replace(/ +namespace.*\n/, ''),
    })),
  );
  assert.equal(
    policies.map(({ path }) => path),
    [
      'a-pool-pool.yaml',
      'a-pool.yaml',
      'a.yaml',
      'hyperflow-pool.yaml',
      'hyperflow-worker-pool.yaml',
      'hyperflow-worker.yaml',
      'hyperflow.yaml',
    ],
  );
});

test('no password of an input reaches a policy or a note', () => {
  assert.not.match(JSON.stringify(importFiles(resources)), 'sesame');
});

test('a value of zero in a pool wins over the default of the chart', () => {
  const diff = importFiles(['values.yaml']).policies.find(({ path }) => path === 'diff.yaml');
  assert.match(diff?.text ?? '', 'min: 0');
});

test('a written policy says what it says to readers of YAML 1.1 too', () => {
  const text = fixture('resize.yaml')
    .text.replace('imaging', '"yes"')
    .replace('photo_Resize.py', '"0775"');
  const { policies } = importHyperflow([{ path: 'a.yaml', text }]);
  const pool = policies.find(({ path }) => path === 'photos/resize.yaml');
  assert.match(pool?.text ?? '', 'example.org/team: "yes"');
  assert.equal(
    check(policies).diagnostics.map(({ code }) => code),
    ['no-budget'],
  );
});

test('a task type with a line break stays inside its comment', () => {
  const text = fixture('resize.yaml').text.replace('photo_Resize.py', '"a\\nkind: Evil"');
  const { policies } = importHyperflow([{ path: 'a.yaml', text }]);
  assert.match(policies.at(-1)?.text ?? '', 'its tasks are a kind: Evil.');
  assert.not(hasErrors(check(policies).diagnostics));
});

test('importing leaves its input unchanged', () => {
  const sources = resources.map(fixture);
  const before = structuredClone(sources);
  importHyperflow(sources);
  assert.equal(sources, before);
});

function importFiles(files: readonly string[], namespace?: string): Imported {
  return importHyperflow(files.map(fixture), namespace === undefined ? {} : { namespace });
}

function fixture(file: string): Source {
  return { path: `in/${file}`, text: readFileSync(join(root, 'fixtures/hyperflow', file), 'utf8') };
}

function filesOf({ policies, notes }: Imported): ReadonlyMap<string, string> {
  const entries: [string, string][] = policies.map(({ path, text }) => [path, text]);
  return new Map(
    [...entries, ['notes.txt', `${notes.join('\n')}\n`] as [string, string]].toSorted(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  );
}

test.run();
