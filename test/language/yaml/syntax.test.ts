import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readSource } from '../../../src/language/yaml/read.ts';

/** Each report as [code, marked text, message, help]. */
function reports(text: string) {
  return readSource({ path: 'policies/a.yaml', text }).diagnostics.map(
    ({ code, message, span, help }) => [
      code,
      span && text.slice(span.start, span.end),
      message,
      help,
    ],
  );
}

const quoteIt = 'put the whole text in quotes';
const indentIt = 'check the indentation of this line';
const commas = 'between brackets the entries must be separated by commas';
const split = 'put a text that holds ": " in quotes, and check the indentation of the next line';
const oneValue = 'the value of a key must be one value, or fields on lines of their own';

const cases: readonly [
  text: string,
  code: string,
  marked: string,
  message: string,
  help?: string,
][] = [
  [
    'a:\n\tb: 1\n',
    'yaml-syntax',
    '\t',
    'a line must be indented with spaces, got a tab',
    'replace the tab with spaces',
  ],
  [
    'a: @x # c\n',
    'yaml-syntax',
    '@x',
    'a text with this first character must be in quotes, got `@x`',
    quoteIt,
  ],
  [
    'a: "\\q"\n',
    'yaml-syntax',
    '\\q',
    'a backslash in double quotes must start an escape that YAML knows, got `\\q`',
    'write \\\\ for a backslash, or use single quotes',
  ],
  ['a: b: c\n', 'yaml-syntax', 'b: c', `${oneValue}, got \`b: c\``, split],
  ['a: 1\n  b: 2\n', 'yaml-syntax', '1', `${oneValue}, got \`1\``, split],
  [
    'a: 1\nb\nc: 2\n',
    'yaml-syntax',
    'b',
    'a key must be followed by a colon and a space, got `b`',
    'write it as `key: value`',
  ],
  [
    'a: {b: 1 c: 2}\n',
    'yaml-syntax',
    '1 c: 2}',
    `${commas}, got \`1 c: 2}\``,
    'add the comma, or write one entry a line without brackets',
  ],
  ['a: [b, "c" "d"]\n', 'yaml-syntax', '"d"]', `${commas}, got \`"d"]\``, 'add the comma'],
  [
    'a: [b,,c]\n',
    'yaml-syntax',
    ',c]',
    'between brackets each comma must follow an entry, got `,c]`',
    'remove the comma',
  ],
  [
    'a:\n  b: 1\n c: 2\n',
    'yaml-syntax',
    'c: 2',
    'a line must start in the same column as the lines it belongs with, got `c: 2`',
    indentIt,
  ],
  [
    'a: "b"#c\n',
    'yaml-syntax',
    '#c',
    'a comment must have a space before its #, got `#c`',
    'add the space, or put the text in quotes',
  ],
  [
    '--- a: 1\n',
    'yaml-syntax',
    'a: 1',
    '--- must stand on a line of its own, got `a: 1`',
    'put what follows on the next line',
  ],
  [
    'a: - b\n',
    'yaml-syntax',
    '- b',
    'a list must start on the line below its key, got `- b`',
    'put each item on a line of its own, or the list in brackets',
  ],
  [
    'a: |b\n  c\n',
    'yaml-syntax',
    'b',
    'the sign | or > must be the last on its line, got `b`',
    'put the text on the lines below, or in quotes',
  ],
  [
    'a: |\n     \n  b\n',
    'yaml-syntax',
    'b',
    'the empty lines before a text must not be indented deeper than it, got `b`',
    'remove the spaces from the empty lines',
  ],
  [
    'a: "b" c\n',
    'yaml-syntax',
    'c',
    'nothing but a comment must follow a value that is complete, got `c`',
    `${quoteIt}, or check the indentation of this line`,
  ],
  [
    '%YAML 1.2\na: 1\n',
    'yaml-syntax',
    'a: 1',
    'a directive must be followed by a line ---, got `a: 1`',
    'remove the directive; policies are YAML 1.2',
  ],
  [
    '%YAML 1.1\n---\na: 1\n',
    'yaml-syntax',
    '%YAML 1.1',
    'a directive must be `%YAML 1.2`, got `%YAML 1.1`',
    'remove the line; policies are YAML 1.2',
  ],
  [
    'a: "b\nc: 1\n',
    'yaml-syntax',
    '"b',
    'a text in double quotes must end with a double quote',
    'add the quote; the lines of a longer text must be indented below its key',
  ],
  [
    "a: 'b",
    'yaml-syntax',
    "'b",
    'a text in single quotes must end with a single quote',
    'add the quote; the lines of a longer text must be indented below its key',
  ],
  [
    'a: [b, c\nd: 1\n',
    'yaml-syntax',
    '[',
    '`[` must be closed by `]`',
    'close it; all of its lines must be indented below its key',
  ],
  ['a: [b}\n', 'yaml-syntax', '}', '`[` must be closed by `]`, got `}`'],
  [
    'a: ]\n',
    'yaml-syntax',
    ']',
    '`]` must close a `[`, and none is open',
    'put the text in quotes, or remove the bracket',
  ],
  [
    'a: b\0\n',
    'yaml-syntax',
    '\0',
    'a policy must be printable text, got the character U+0000',
    'remove it, or write it as an escape in double quotes',
  ],
  [
    '# a\u2028b: 1\n',
    'yaml-syntax',
    '\u2028',
    'a policy must be printable text, got the character U+2028',
    'remove it, or write it as an escape in double quotes',
  ],
  [
    'a: \ud800\n',
    'yaml-syntax',
    '\ud800',
    'a policy must be printable text, got the character U+D800',
    'remove it, or write it as an escape in double quotes',
  ],
  [
    'a: 1\rb: 2\n',
    'yaml-syntax',
    '\r',
    'a line must end in LF or CRLF, got a lone CR',
    'save the file with LF line ends',
  ],
  [
    'a: \ufeffb\n',
    'yaml-syntax',
    '\ufeff',
    'a byte-order mark must stand at the start of the file or nowhere, got one inside',
    'remove it; editors do not show it',
  ],
];
for (const [text, ...expected] of cases) {
  test(`${JSON.stringify(text)} is reported as ${expected[0]}`, () => {
    assert.equal(reports(text), [expected.length === 3 ? [...expected, undefined] : expected]);
  });
}

test.run();
