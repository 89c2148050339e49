import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { comparisonLines } from '../../../src/cli/import-compare.ts';
import { check } from '../../../src/language/check.ts';
import { type Imported, importOasis } from '../../../src/language/oasis/import.ts';
import type { Source } from '../../../src/model/source.ts';
import { matchesGolden } from '../../golden.ts';
import { root } from '../../root.ts';

const goldens = [
  { name: 'values', files: ['values.yaml'] },
  { name: 'with-settings', files: ['values.yaml', 'settings.json'], namespace: 'oasis' },
  { name: 'overlaid', files: ['values.yaml', 'overlay.yaml', 'settings.json'] },
];
for (const { name, files, namespace } of goldens) {
  test(`${name}: values become policies, and what changes is listed`, () => {
    const imported = importFiles(files, namespace);
    assert.equal(imported.diagnostics, []);
    matchesGolden(`import-oasis/${name}`, filesOf(imported));
  });

  test(`${name}: the policies are free of errors`, () => {
    const found = check(importFiles(files, namespace).policies).diagnostics;
    assert.equal(
      found.filter(({ severity }) => severity === 'error').map(({ message }) => message),
      [],
    );
  });
}

test('settings count wherever they stand among the files', () => {
  const last = importFiles(['values.yaml', 'settings.json']);
  const first = importFiles(['settings.json', 'values.yaml']);
  assert.equal(first.policies, last.policies);
});

test('importing leaves its input unchanged', () => {
  const sources = ['values.yaml', 'overlay.yaml', 'settings.json'].map(fixture);
  const before = structuredClone(sources);
  importOasis(sources);
  assert.equal(sources, before);
});

test('with a connection that is there no Environment is written', () => {
  const imported = importOasis([fixture('values.yaml')], { connection: 'platform' });
  assert.equal(
    imported.policies.map(({ path }) => path),
    ['oasis-worker.yaml', 'worker-alpine-hail-1-v1.yaml', 'worker-northsea-surge-3-v2.yaml'],
  );
  assert.match(imported.policies.at(-1)?.text ?? '', 'connection: platform');
  assert.match(comparisonLines(imported), 'Deployment default/worker-alpine-hail-1-v1:');
});

const limits = [
  { controller: '{totalWorkerLimit: 30}', says: ['pods: 30'] },
  { controller: '{totalWorkerLimit: "30"}', says: ['pods: 30'] },
  {
    controller: '{totalWorkerLimit: 4, priority: {modelsLimit: 3}}',
    says: ['pods: 4', 'priorityLevels: 3'],
  },
  // ten is what the platform's chart has
  { controller: '{priority: {modelsLimit: 2}}', says: ['pods: 10', 'priorityLevels: 2'] },
  { controller: '{totalWorkerLimit: 0}', says: undefined },
  { controller: '{totalWorkerLimit: 0, priority: {modelsLimit: 2}}', says: undefined },
  { controller: '{priority: {modelsLimit: 0}}', says: undefined },
  { controller: '{}', says: undefined },
];
for (const { controller, says } of limits) {
  test(`workerController ${controller} becomes ${says?.join(' and ') ?? 'no group'}`, () => {
    const overlaid = {
      path: 'limits.yaml',
      text: `workers: {}\nworkerController: ${controller}\n`,
    };
    const { policies, diagnostics } = importOasis([fixture('values.yaml'), overlaid]);
    assert.equal(diagnostics, []);
    const group = policies.find(({ path }) => path === 'oasis-models.yaml');
    const lines = group?.text.split('\n').map((line) => line.trim());
    assert.equal(
      lines?.filter((line) => /^(pods|priorityLevels):/.test(line)),
      says,
    );
    const joined = policies.filter(({ text }) => text.includes('group: oasis-models'));
    assert.is(joined.length > 0, says !== undefined);
    const errors = check(policies).diagnostics.filter(({ severity }) => severity === 'error');
    assert.equal(errors, []);
  });
}

test('a limit below what the models are to have at least is said, and does not stop the import', () => {
  const limit = {
    path: 'limit.yaml',
    text: 'workers: {}\nworkerController: {totalWorkerLimit: 1}\n',
  };
  const answer = { scaling_strategy: 'QUEUE_LOAD', worker_count_max: 4, worker_count_min: 2 };
  const settings = { path: 'answer.json', text: JSON.stringify(answer) };
  const sources = [fixture('values.yaml'), limit, settings];
  const { policies, notes, diagnostics } = importOasis(sources, { model: surge });
  assert.equal(diagnostics, []);
  assert.not(policies.some(({ text }) => text.includes('kind: CapacityGroup')));
  assert.match(notes.join('\n'), 'at least 2 workers together, and the limit is 1');
});

const surge = { supplier: 'NorthSea', model: 'Surge', version: '3', api: undefined };
const answers = [
  {
    name: 'fixed workers are there while there is work',
    answer: { scaling_strategy: 'FIXED_WORKERS', worker_count_fixed: 7, worker_count_min: 2 },
    says: /mode: whileBusy[\s\S]*workers: 7\n\s+min: 2/,
  },
  {
    name: 'a floor beats a smaller fixed number',
    answer: { scaling_strategy: 'FIXED_WORKERS', worker_count_fixed: 3, worker_count_min: 6 },
    says: /workers: 6\n\s+min: 6/,
  },
  {
    name: 'the maximum does not bound fixed workers',
    answer: { scaling_strategy: 'FIXED_WORKERS', worker_count_fixed: 12, worker_count_max: 10 },
    says: /workers: 12\n/,
  },
  {
    name: 'a queue load is a worker an analysis',
    answer: { scaling_strategy: 'QUEUE_LOAD', worker_count_max: 4 },
    says: /mode: proportional[\s\S]*max: 4\n/,
  },
  {
    name: 'a floor beats a smaller maximum',
    answer: { scaling_strategy: 'QUEUE_LOAD', worker_count_max: 2, worker_count_min: 5 },
    says: /min: 5\n\s+max: 5/,
  },
  {
    name: 'dynamic tasks are chunks a worker, digits as text are numbers',
    answer: { scaling_strategy: 'DYNAMIC_TASKS', worker_count_max: '12', chunks_per_worker: '25' },
    says: /count: tasks[\s\S]*unitsPerWorker: 25[\s\S]*max: 12/,
  },
  ...[
    { scaling_strategy: null, worker_count_max: 10 },
    { scaling_strategy: 'MAGIC', worker_count_max: 10 },
    { scaling_strategy: 'FIXED_WORKERS', worker_count_fixed: 0 },
    { scaling_strategy: 'QUEUE_LOAD', worker_count_max: 0 },
    { scaling_strategy: 'DYNAMIC_TASKS', worker_count_max: 4, chunks_per_worker: 0 },
    { scaling_strategy: 'QUEUE_LOAD', worker_count_max: -1 },
    { scaling_strategy: 'QUEUE_LOAD', worker_count_max: 99_999_999_999 },
  ].map((answer) => ({
    name: `${JSON.stringify(answer)} is left to the platform`,
    answer,
    says: /mode: platform/,
  })),
];
for (const { name, answer, says } of answers) {
  test(name, () => {
    const settings = { path: 'answer.json', text: JSON.stringify(answer) };
    const { policies, diagnostics } = importOasis([fixture('values.yaml'), settings], {
      model: surge,
    });
    assert.equal(diagnostics, []);
    const pool = policies.find(({ path }) => path.includes('surge'));
    assert.match(pool?.text ?? '', says);
    const errors = check(policies).diagnostics.filter(({ severity }) => severity === 'error');
    assert.equal(
      errors.map(({ message }) => message),
      [],
    );
  });
}

const hostile = [
  { name: 'an empty file', text: '', error: 'there must be chart values' },
  { name: 'a list', text: '- 1\n- {a: b}\n', error: 'there must be chart values' },
  {
    name: 'values without workers',
    text: 'affinity: {}\n',
    error: '`workers` must be a map, got nothing',
  },
  {
    name: 'workers as a list',
    text: 'workers: [a]\n',
    error: '`workers` must be a map, got a list',
  },
  {
    name: 'a worker that is a text',
    text: 'workers: {a: b}\n',
    error: '`workers.a` must be a map, got "b"',
  },
  {
    name: 'a template of Helm',
    text: 'workers: {{ .Values.x }}\n',
    error: 'got a template of Helm',
  },
  { name: 'a file over 1 MiB', text: `# ${'x'.repeat(1_048_576)}\n`, error: 'at most 1 MiB' },
];
for (const { name, text, error } of hostile) {
  test(`${name} is an error, and nothing is imported`, () => {
    const imported = importOasis([{ path: 'x.yaml', text }]);
    assert.equal(imported.policies, []);
    assert.match(imported.diagnostics.map(({ message }) => message).join('; '), error);
  });
}

test('a worker with odd values is left out, and the others are not', () => {
  const text = fixture('values.yaml').text.replace('modelId: Hail', 'modelId: [1, 2]');
  const { policies, notes } = importOasis([{ path: 'x.yaml', text }]);
  assert.is(policies.length, 2);
  assert.match(
    notes.join('\n'),
    'worker `hail_v1` is left out: it needs `supplierId`, `modelId` and',
  );
});

test('two workers of one model are one pool, and the second is named', () => {
  const own =
    'supplierId: A, modelId: M, modelVersionId: "1", apiVersion: v1, image: a/b, version: "1"';
  const text = `workers:\n  a: {${own}}\n  b: {${own}}\n`;
  const { notes } = importOasis([{ path: 'x.yaml', text }]);
  assert.match(notes.join('\n'), 'worker `b` is left out: `a` is the same model already');
});

function importFiles(files: readonly string[], namespace?: string): Imported {
  return importOasis(files.map(fixture), namespace === undefined ? {} : { namespace });
}

function fixture(file: string): Source {
  return { path: `in/${file}`, text: readFileSync(join(root, 'fixtures/oasis', file), 'utf8') };
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
