import { parser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { indent, matchers, quote, range } from '../../../src/compile/rules/promql.ts';
import { millis } from '../../../src/model/units.ts';

const cases = [
  { value: 'plain', text: '"plain"' },
  { value: 'a"b', text: '"a\\"b"' },
  { value: 'a\\b', text: '"a\\\\b"' },
  { value: 'a\nb\r\t', text: '"a\\nb\\r\\t"' },
  { value: '\u0000\u001f', text: '"\\u0000\\u001f"' },
  { value: 'half \ud800 pair', text: '"half \\ufffd pair"' },
  { value: 'a \\ud800 that is text', text: '"a \\\\ud800 that is text"' },
  { value: 'whole 😀 pair', text: '"whole 😀 pair"' },
];
for (const { value, text } of cases) {
  test(`the value ${JSON.stringify(value)} is written ${text}`, () =>
    assert.is(quote(value), text));
}

test('no value gets out of its string', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const text = `a${matchers({ b: value })}`;
      const kinds: string[] = [];
      parser.parse(text).iterate({ enter: ({ name }) => void kinds.push(name) });
      assert.is(kinds.filter((kind) => kind === 'StringLiteral').length, 1);
      assert.is(kinds.filter((kind) => kind === '⚠').length, 0, text);
    }),
  );
});

test('labels are in the order given, and a name that is none is quoted', () => {
  assert.is(matchers({ b: '1', a: '2', 'x-y': '3' }), '{b="1", a="2", "x-y"="3"}');
  assert.is(matchers({}), '{}');
});

test('an empty range becomes the shortest there is', () => {
  assert.is(range(millis(0)), '[1ms]');
  assert.is(range(millis(150_000)), '[2m30s]');
});

test('a raw string over several lines keeps its bytes', () => {
  assert.is(indent('a\nb'), '  a\n  b');
  assert.is(indent('a{b=`c\nd`}'), 'a{b=`c\nd`}');
});

test.run();
