import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tablesOf } from '../../../src/compile/runtime-objects/admission/tables.ts';

/** Above it the API server refuses an expression. */
const longest = 100_000;
const entry = (length: number, index: number) => `"${index}": "${'a'.repeat(length)}"`;

for (const [count, length] of [
  [1, 90_000],
  [60, 4_000],
  [3_000, 100],
  [40, 15_000],
] as const) {
  test(`${count} entries of ${length} characters are in tables short enough, each once`, () => {
    const entries = Array.from({ length: count }, (_, index) => entry(length, index));
    const tables = tablesOf(entries);
    assert.ok(tables.every((table) => table.length < longest));
    assert.is(tables.map((table) => table.slice(1, -1)).join(', '), entries.join(', '));
  });
}

test('without entries there is one empty table', () => assert.equal(tablesOf([]), ['{}']));

test.run();
