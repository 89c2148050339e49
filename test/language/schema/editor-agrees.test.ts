import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseAllDocuments } from 'yaml';
import { checkFolder } from '../../../src/cli/load.ts';
import type { Code } from '../../../src/diagnostics/codes.ts';
import { fieldsOfMode } from '../../../src/language/pool/mode-fields.ts';
import { modes } from '../../../src/language/schema/scaling.ts';
import { valuesOf } from './arbitrary.ts';
import { editorErrors } from './editor-errors.ts';
import { schemas } from './kinds.ts';

// What a schema can see: a policy that breaks none of these must look good in an editor.
const shape: readonly Code[] = [
  ...(['not-a-policy', 'unknown-api-version', 'unknown-kind', 'unknown-field'] as const),
  ...(['missing-field', 'wrong-value', 'field-not-in-mode', 'hyperflow-value'] as const),
  ...(['invalid-duration', 'invalid-quantity', 'invalid-name', 'invalid-port'] as const),
  ...(['key-not-text', 'unsafe-integer', 'yaml-syntax', 'tag-not-allowed'] as const),
  ...(['alias-not-allowed', 'duplicate-key', 'ambiguous-text'] as const),
];
const fixtures = readdirSync('test/fixtures/policies').map(
  (name) => `test/fixtures/policies/${name}`,
);

for (const folder of ['policies', ...fixtures]) {
  const { diagnostics } = checkFolder(folder);
  if (diagnostics.some(({ code, severity }) => severity === 'error' && shape.includes(code)))
    continue;
  test(`${folder}: an editor marks nothing that the checker lets pass`, () => {
    for (const { path, document } of documentsIn(folder))
      assert.equal(editorErrors(document), [], path);
  });
}

for (const name of [
  'unknown-field',
  'unknown-field.in-profile',
  'wrong-value',
  'wrong-value.in-override',
  'field-not-in-mode',
  'missing-field.of-mode',
  'unknown-kind',
  'unknown-api-version',
  'invalid-duration',
  'invalid-name',
]) {
  test(`test/fixtures/policies/${name}: an editor marks what the checker finds`, () => {
    const found = documentsIn(`test/fixtures/policies/${name}`).flatMap(({ document }) =>
      editorErrors(document),
    );
    assert.ok(found.length > 0);
  });
}

for (const kind of ['CapacityGroup', 'Profile', 'Environment'] as const) {
  test(`${kind}: an editor takes whatever the schema of the kind takes`, () => {
    fc.assert(
      fc.property(valuesOf(schemas[kind]), (document) => assert.equal(editorErrors(document), [])),
      { numRuns: 100, seed: 1 },
    );
  });
}

test('WorkerPool: an editor takes whatever the schema and its mode take', () => {
  const pools = fc.record({
    document: valuesOf(schemas.WorkerPool) as fc.Arbitrary<PoolDocument>,
    mode: fc.constantFrom(...modes),
  });
  fc.assert(
    fc.property(pools, ({ document, mode }) => {
      const { signal = { rabbitmq: { queue: 'a' } }, workers = 1, ...rest } = document.spec.scaling;
      const written = Object.entries({ signal, workers, ...rest }).filter(([field]) =>
        fieldsOfMode[mode].includes(field),
      );
      const scaling = { ...Object.fromEntries(written), mode };
      assert.equal(editorErrors({ ...document, spec: { ...document.spec, scaling } }), []);
    }),
    { numRuns: 100, seed: 1 },
  );
});

interface PoolDocument {
  readonly spec: { readonly scaling: Readonly<Record<string, unknown>> };
}

function documentsIn(folder: string): readonly { path: string; document: unknown }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .flatMap((name) => {
      const path = join(folder, name);
      const all = parseAllDocuments(readFileSync(path, 'utf8'));
      return [...all].map((one) => ({ path, document: one.toJS() as unknown }));
    })
    .filter(({ document }) => document !== null);
}

test.run();
