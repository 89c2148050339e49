import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkFolder } from '../../src/cli/load.ts';
import { codes } from '../../src/diagnostics/codes.ts';
import { printText } from '../../src/diagnostics/print-text.ts';

// A folder a case: policies that break a rule, and beside them the report that `roster check` prints. UPDATE=1 rewrites it.
const root = 'test/fixtures/policies';
const cases = readdirSync(root).toSorted();

for (const name of cases) {
  test(`${name}: the report is the expected one`, () => {
    const folder = join(root, name);
    const { diagnostics } = checkFolder(folder);
    const report = printText(diagnostics, { color: false }).replaceAll(`${folder}/`, '');
    const expected = join(folder, 'report.txt');
    if (process.env.UPDATE) writeFileSync(expected, report);
    assert.ok(existsSync(expected), `${expected} is missing; UPDATE=1 writes it`);
    assert.is(report, readFileSync(expected, 'utf8'));
    const code = name.replace(/\..*/, '');
    assert.ok(
      diagnostics.some((one) => one.code === code),
      `no diagnostic has the code ${code}`,
    );
  });
}

// The disk and the console cannot be put into a folder of policies: these have their tests beside the code.
const elsewhere = [
  'no-policies',
  'unreadable-file',
  'file-too-large',
  'link-leaves-tree',
  'infinite-number',
  'admission-too-large',
];

test('every code has a failing fixture', () => {
  const missing = Object.keys(codes).filter(
    (code) => !cases.includes(code) && !elsewhere.includes(code),
  );
  assert.equal(missing, []);
});

test.run();
