import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hasErrors } from '../../../src/diagnostics/report.ts';
import { importHyperflow } from '../../../src/language/hyperflow/import.ts';
import type { Json } from '../../../src/model/json.ts';
import { poolValue, readValue } from './document.ts';

const junk = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    1e300,
    '',
    ' ',
    'on',
    '__proto__',
    [],
    {},
    [[]],
    [null],
    { name: null },
  ),
  fc.jsonValue() as fc.Arbitrary<Json>,
);
const change = fc.record({ at: fc.nat(), with: fc.option(junk, { nil: undefined }) });

test('a document changed in any place gives either a pool or an error', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const { pool, diagnostics } = readValue(changes.reduce(mutate, poolValue()));
      assert.is(pool === undefined, hasErrors(diagnostics));
    }),
    { numRuns: 500 },
  );
});

test('any JSON is imported or refused, and never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        junk,
        fc.record({ workerPools: junk }),
        fc.record({ kind: fc.constant('List'), items: fc.array(junk) }),
      ),
      (value) => {
        const { policies, diagnostics } = importHyperflow([
          { path: 'a.json', text: JSON.stringify(value) },
        ]);
        assert.is(policies.length === 0, hasErrors(diagnostics));
      },
    ),
    { numRuns: 500 },
  );
});

test('values changed in any place are imported or refused', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const text = JSON.stringify(changes.reduce(mutate, values));
      const { policies, diagnostics } = importHyperflow([{ path: 'values.json', text }]);
      assert.is(policies.length === 0, hasErrors(diagnostics));
    }),
    { numRuns: 500 },
  );
});

const values: Json = {
  workerPools: {
    enabled: true,
    resourceQuota: {
      enabled: true,
      name: 'q',
      priorityClassName: 'p',
      hard: { 'requests.cpu': '3', pods: 4 },
    },
    workerPoolDefaults: {
      image: 'registry.example.org/photo-worker:1',
      rabbitHostname: '',
      redisUrl: 'redis://redis:6379',
      initialResources: { requests: { cpu: '1', memory: '1' } },
    },
    pools: [
      { name: 'resize', taskType: 'resize' },
      { name: 'diff', taskType: 'diff', minReplicaCount: 0 },
    ],
  },
};

/** Removes or replaces one value, found by its number in the order of the document. */
function mutate(value: Json, one: { readonly at: number; readonly with: Json | undefined }): Json {
  const count = countValues(value);
  let left = one.at % count;
  const visit = (here: Json): Json | undefined => {
    if (left-- === 0) return one.with;
    if (Array.isArray(here)) return here.map(visit).filter((item) => item !== undefined);
    if (typeof here !== 'object' || here === null) return here;
    return Object.fromEntries(
      Object.entries(here).flatMap(([key, item]) => {
        const kept = visit(item as Json);
        return kept === undefined ? [] : [[key, kept]];
      }),
    );
  };
  return visit(value) ?? null;
}

function countValues(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + countValues(item as Json), 1);
}

test.run();
