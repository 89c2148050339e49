import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { comparisonLines } from '../../../src/cli/import-compare.ts';
import { check } from '../../../src/language/check.ts';
import { type Imported, importKeda } from '../../../src/language/keda/import.ts';
import type { Source } from '../../../src/model/source.ts';
import { matchesGolden } from '../../golden.ts';
import { root } from '../../root.ts';

const goldens = [
  { name: 'one-team', files: ['queues.yaml'] },
  { name: 'a-list', files: ['more.yaml'], namespace: 'shop' },
  { name: 'all', files: ['queues.yaml', 'more.yaml'] },
];
for (const { name, files, namespace } of goldens) {
  test(`${name}: manifests become policies, and what changes is listed`, () => {
    const imported = importFiles(files, namespace);
    assert.equal(imported.diagnostics, []);
    matchesGolden(`import-keda/${name}`, filesOf(imported));
  });

  test(`${name}: the policies are free of errors`, () => {
    const found = check(importFiles(files, namespace).policies).diagnostics;
    assert.equal(
      found.filter(({ severity }) => severity === 'error').map(({ message }) => message),
      [],
    );
  });
}

test('the order of the files does not matter', () => {
  const forward = importFiles(['queues.yaml', 'more.yaml']);
  const backward = importFiles(['more.yaml', 'queues.yaml']);
  assert.equal(backward.policies, forward.policies);
  assert.equal(backward.notes.toSorted(), forward.notes.toSorted());
  assert.is(comparisonLines(backward), comparisonLines(forward));
});

test('importing leaves its input unchanged', () => {
  const sources = ['queues.yaml', 'more.yaml'].map(fixture);
  const before = structuredClone(sources);
  importKeda(sources);
  assert.equal(sources, before);
});

test('no password of an input reaches a policy, a note or the list of changes', () => {
  const imported = importFiles(['queues.yaml']);
  assert.match(fixture('queues.yaml').text, 'opensesame');
  assert.not.match(JSON.stringify([imported.policies, imported.notes]), 'opensesame');
  assert.not.match(comparisonLines(imported), 'opensesame');
});

function importFiles(files: readonly string[], namespace?: string): Imported {
  return importKeda(files.map(fixture), namespace === undefined ? {} : { namespace });
}

function fixture(file: string): Source {
  return { path: `in/${file}`, text: readFileSync(join(root, 'fixtures/keda', file), 'utf8') };
}

function filesOf(imported: Imported): ReadonlyMap<string, string> {
  const entries: [string, string][] = [
    ...imported.policies.map(({ path, text }): [string, string] => [path, text]),
    ['notes.txt', `${imported.notes.join('\n')}\n`],
    ['changes.txt', comparisonLines(imported)],
  ];
  return new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

test.run();
