import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ambiguousTexts } from '../../../src/language/yaml/ambiguous.ts';
import { locate, spelling } from '../../../src/language/yaml/locate.ts';
import { readSource } from '../../../src/language/yaml/read.ts';
import type { Path } from '../../../src/model/source.ts';

const text = `# first
a: 1
---
metadata:
  name: "x"   # a name
  labels: {team: astro, n: 1.10}
spec:
  env:
    - name: A
      value: 1
    -
    - {name: B}
  script: |
    one
    two

  none:
`;
const document = readSource({ path: 'a.yaml', text }).documents[1]!;

const cases: readonly [path: Path, at: 'key' | 'value', marked: string][] = [
  [['metadata', 'name'], 'value', '"x"'],
  [['metadata', 'name'], 'key', 'name'],
  [['metadata', 'labels'], 'value', '{team: astro, n: 1.10}'],
  [['metadata', 'labels', 'n'], 'value', '1.10'],
  [['metadata', 'labels', 'absent', 'deeper'], 'key', 'labels'],
  [['metadata', 'labels', 'absent', 'deeper'], 'value', '{team: astro, n: 1.10}'],
  [['metadata'], 'value', 'name: "x"   # a name\n  labels: {team: astro, n: 1.10}'],
  [['spec', 'env', 0], 'value', 'name: A\n      value: 1'],
  [['spec', 'env', 0], 'key', 'name: A'],
  [['spec', 'env', 1], 'value', '-'],
  [['spec', 'env', 2], 'key', '{name: B}'],
  [['spec', 'env', 9], 'key', 'env'],
  [['spec', 'script'], 'value', '|\n    one\n    two'],
  [['spec', 'none'], 'value', 'none'],
  [[], 'key', 'metadata:'],
  [['absent'], 'key', 'metadata:'],
  [[], 'value', text.slice(text.indexOf('metadata')).trimEnd()],
];
for (const [path, at, marked] of cases) {
  test(`the ${at} of ${JSON.stringify(path)} is where it is written`, () => {
    const { start, end } = locate(document, path, at);
    assert.is(text.slice(start, end), marked);
  });
}

test('a byte-order mark and CRLF do not move what is marked', () => {
  const source = { path: 'a.yaml', text: '\ufeffa: 1\r\n---\r\nb: é\r\nc: "d"\r\n' };
  const { start, end } = locate(readSource(source).documents[1]!, ['c'], 'value');
  assert.is(source.text.slice(start, end), '"d"');
});

test('a scalar is spelled as it was written', () => {
  assert.is(spelling(document, ['metadata', 'labels', 'n']), '1.10');
  assert.is(spelling(document, ['metadata', 'name']), '"x"');
  assert.is(spelling(document, ['spec', 'none']), '');
});

const ambiguous: readonly [plain: string, readAs: string][] = [
  ['yes', 'true'],
  ['Off', 'false'],
  ['y', 'true'],
  ['N', 'false'],
  ['12:30', 'the number 750'],
  ['08:30', 'the number 510'],
  ['-1:30', 'the number -90'],
  ['0b101', 'a number'],
  ['1_000', 'a number'],
  ['+0x1F', 'a number'],
  ['1_0.5', 'a number'],
  ['2001-12-14', 'a date'],
  ['2001-12-14T21:59:43Z', 'a date'],
  ['=', 'a default value'],
  ['<<', 'a merge key'],
];
for (const [plain, readAs] of ambiguous) {
  test(`${plain} is a text that YAML 1.1 takes for ${readAs}`, () => {
    const source = { path: 'a.yaml', text: `a: [x, ${plain}]\n` };
    const found = ambiguousTexts({ source, index: 0, line: 1, value: null });
    assert.equal(
      found.map((one) => [one.path, one.at, one.text, one.readAs]),
      [[['a', 1], 'value', plain, readAs]],
    );
  });
}

for (const plain of [
  '1.10',
  '1e3',
  'true',
  '~',
  '0',
  '0x1F',
  '1.3.4',
  '2m30s',
  '500Mi',
  '8080:80',
  '1:2:x',
  '2026-12-01T08:00Z',
  '_',
  '-',
  'yess',
  '0o9',
  '"yes"',
  "'12:30'",
]) {
  test(`${plain} is the same to every reader`, () => {
    const source = { path: 'a.yaml', text: `a: [x, ${plain === '-' ? '--' : plain}]\n` };
    assert.equal(ambiguousTexts({ source, index: 0, line: 1, value: null }), []);
    assert.equal(readSource(source).diagnostics, []);
  });
}

test.run();
