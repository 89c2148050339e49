import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFast } from '../../../src/language/yaml/fast.ts';
import { agrees, policies } from './agrees.ts';

for (const [name, text] of policies) {
  test(`${name} is read without the full reader, to the same values`, () => {
    assert.ok(readFast(text));
    assert.ok(agrees(text));
  });
}

const accepted: readonly [text: string, ...values: unknown[]][] = [
  [''],
  ['# nothing\n\n---\n---\n# at all\n'],
  ['a: 1', { a: 1 }],
  ['a:\n- 1\n- b: 2\n  c:\n', { a: [1, { b: 2, c: null }] }],
  ['a: 1.10\nb: -3\nc: 0.5\n', { a: 1.1, b: -3, c: 0.5 }],
  [
    'a: 1.3.4\nb: 2m30s\nc: 500Mi\nd: --x\ne: a:b#c\n',
    { a: '1.3.4', b: '2m30s', c: '500Mi', d: '--x', e: 'a:b#c' },
  ],
  ['a: "x\\n\\"y\\\\"\n', { a: 'x\n"y\\' }],
  ['a: {b: [1, {c: d}], "e": \'\'}\n', { a: { b: [1, { c: 'd' }], e: '' } }],
  ['a: |\n\n  x\n    y\n\n\nb: 1\n', { a: '\nx\n  y\n', b: 1 }],
  ['- - 1\n  - 2\n- \n', [[1, 2], null]],
  ['a: 1\n---\n- b\n', { a: 1 }, ['b']],
  ['name: zażółć\n', { name: 'zażółć' }],
];
for (const [text, ...values] of accepted) {
  test(`the fast reader reads ${JSON.stringify(text)}`, () => {
    assert.equal(
      readFast(text)?.map(({ value }) => value),
      values,
    );
    assert.ok(agrees(text));
  });
}

const left = [
  'a: &x 1\n',
  'a: *x\n',
  'a: !!str 1\n',
  '? a\n: b\n',
  'a:\tb\n',
  '\ufeffa: 1\n',
  'a: 1\r\n',
  'a: b\n  c\n',
  'a: 1\na: 2\n',
  'a: {b: 1, b: 2}\n',
  ' a: 1\n',
  'a:\n  b: 1\n c: 2\n',
  '<<: {a: 1}\n',
  'a: 9007199254740993\n',
  'a: >\n  b\n',
  'a: yes\n',
  'a: n\n',
  'on: 1\n',
  'a: 12:30\n',
  'a: 0775\n',
  'a: 0o17\n',
  'a: 0b1\n',
  'a: 1_000\n',
  'a: 2001-12-14\n',
  'a: =\n',
  'a: <<\n',
  '1: a\n',
  'null: a\n',
  '__proto__: a\n',
  'a: {__proto__: b}\n',
  'a: .inf\n',
  'a: -0\n',
  'a: {b:1}\n',
  'a: [1, 2,]\n',
  'a: [b: c]\n',
  'a: "\\x41"\n',
  '%YAML 1.2\n---\na: 1\n',
  'a: 1\n...\n',
  'a: @b\n',
  'a: b: c\n',
  'a: |+\n  b\n',
  'a: |2\n  b\n',
  'a: |\n  b',
  '--- a\n',
  'a: [\n  1]\n',
  'a\n',
  '{a: 1}\n',
  'a: "b" c\n',
  'a: "b"#c\n',
  '- a\nb: 1\n',
  'a: 1\n- b\n',
  'a: - b\n',
  'a: \u2028\n',
  'a: \u00a0\n',
  'a: \u{1f600}\n',
  `${'- '.repeat(60)}a\n`,
  `a: ${'['.repeat(60)}${']'.repeat(60)}\n`,
];
for (const text of left) {
  test(`the fast reader leaves ${JSON.stringify(text.slice(0, 30))} to the full reader`, () => {
    assert.is(readFast(text), undefined);
  });
}

test.run();
