import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lineSpan, positionAt } from '../../src/diagnostics/position.ts';

const cases = [
  { name: 'an empty file has one place', text: '', offset: 0, line: 1, column: 1 },
  {
    name: 'the end of a file without a last line break is on its last line',
    text: 'ab',
    offset: 2,
    line: 1,
    column: 3,
  },
  {
    name: 'the end of a file is a line of its own after the last line break',
    text: 'ab\n',
    offset: 3,
    line: 2,
    column: 1,
  },
  {
    name: 'a line break belongs to the line it ends',
    text: 'ab\ncd',
    offset: 2,
    line: 1,
    column: 3,
  },
  { name: 'CRLF is one line break', text: 'ab\r\ncd', offset: 4, line: 2, column: 1 },
  { name: 'a lone CR is no line break', text: 'ab\rcd', offset: 3, line: 1, column: 4 },
  { name: 'columns count UTF-16 units', text: 'x: 😀y', offset: 5, line: 1, column: 6 },
  {
    name: 'an offset before the text counts as its start',
    text: 'ab',
    offset: -5,
    line: 1,
    column: 1,
  },
  {
    name: 'an offset behind the text counts as its end',
    text: 'a\nb',
    offset: 99,
    line: 2,
    column: 2,
  },
  {
    name: 'an offset that is no number counts as the start',
    text: 'a\nb',
    offset: Number.NaN,
    line: 1,
    column: 1,
  },
];
for (const { name, text, offset, line, column } of cases) {
  test(name, () => assert.equal(positionAt({ path: 'a', text }, offset), { line, column }));
}

test('every offset is found where counting line breaks finds it', () => {
  const pieces = fc.array(fc.constantFrom('\n', '\r', '\r\n', 'a', '名', '😀'));
  fc.assert(
    fc.property(pieces, (parts) => {
      const source = { path: 'a', text: parts.join('') };
      for (let offset = 0; offset <= source.text.length; offset += 1) {
        const before = source.text.slice(0, offset).split('\n');
        const expected = { line: before.length, column: before.at(-1)!.length + 1 };
        assert.equal(positionAt(source, offset), expected);
      }
    }),
  );
});

test('lines come without their line break', () => {
  const source = { path: 'a', text: 'ab\r\n\r\ncd\n\nx' };
  const lines = [1, 2, 3, 4, 5, 6].map((line) => {
    const { start, end } = lineSpan(source, line);
    return source.text.slice(start, end);
  });
  assert.equal(lines, ['ab', '', 'cd', '', 'x', '']);
});

test.run();
