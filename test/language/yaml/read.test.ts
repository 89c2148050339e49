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

function values(text: string) {
  return readSource({ path: 'policies/a.yaml', text }).documents.map(({ value }) => value);
}

const sharing = 'write the value out, or put what policies share into a Profile';
const cases: readonly [
  text: string,
  code: string,
  marked: string,
  message: string,
  help?: string,
][] = [
  [
    'a: 1\nspec:\n  b: 1\n  c: 2\n  b: 3\n',
    'duplicate-key',
    'b',
    '`spec.b` must stand once in its map, and line 3 has it already',
    'remove one of them',
  ],
  [
    'a: {b: 1, "b": 2}\n',
    'duplicate-key',
    '"b"',
    '`a.b` must stand once in its map, and line 1 has it already',
    'remove one of them',
  ],
  ['a: &x 1\n', 'alias-not-allowed', '&x', 'anchors must not be used, got `&x`', sharing],
  ['a: [*x]\n', 'alias-not-allowed', '*x', 'aliases must not be used, got `*x`', sharing],
  [
    '<<: {a: 1}\n',
    'alias-not-allowed',
    '<<',
    'merge keys must not be used, got `<<`',
    'write the fields out, or put what policies share into a Profile',
  ],
  [
    'a: !!int "1"\n',
    'tag-not-allowed',
    '!!int',
    'tags must not be used, got `!!int`',
    'remove it; put the value in quotes if it is a text',
  ],
  ['1: a\n', 'key-not-text', '1', 'a key must be a text, got 1', 'put it in quotes: "1"'],
  [
    '[a]: b\n',
    'key-not-text',
    '[a]',
    'a key must be a text, got a list',
    'write a text before the colon',
  ],
  [
    '? {a: 1}\n: b\n',
    'key-not-text',
    '{a: 1}',
    'a key must be a text, got a map',
    'write a text before the colon',
  ],
  [
    ': b\n',
    'key-not-text',
    ':',
    'a key must be a text, got nothing',
    'write a text before the colon',
  ],
  [
    'a: 9007199254740993\n',
    'unsafe-integer',
    '9007199254740993',
    '`a` must be an integer of at most 9007199254740991 (2^53 - 1), got 9007199254740993',
    'put it in quotes if it is a text',
  ],
  [
    'a: 1e16\n',
    'unsafe-integer',
    '1e16',
    '`a` must be an integer of at most 9007199254740991 (2^53 - 1), got 1e16',
    'put it in quotes if it is a text',
  ],
  [
    'a: [-.inf]\n',
    'infinite-number',
    '-.inf',
    '`a[0]` must be a finite number, got -.inf',
    'leave the field out, or put it in quotes if it is a text',
  ],
  [
    'a: 1e999\n',
    'infinite-number',
    '1e999',
    '`a` must be a finite number, got 1e999',
    'leave the field out, or put it in quotes if it is a text',
  ],
  [
    'spec:\n  env:\n    - value: yes\n',
    'ambiguous-text',
    'yes',
    '`spec.env[0].value` must be one text to every reader, got yes, which YAML 1.1 takes for true',
    'put it in quotes: "yes"',
  ],
  [
    'a: 22:22\n',
    'ambiguous-text',
    '22:22',
    '`a` must be one text to every reader, got 22:22, which YAML 1.1 takes for the number 1342',
    'put it in quotes: "22:22"',
  ],
  [
    'a: 2001-12-14\n',
    'ambiguous-text',
    '2001-12-14',
    '`a` must be one text to every reader, got 2001-12-14, which YAML 1.1 takes for a date',
    'put it in quotes: "2001-12-14"',
  ],
  [
    'a: 0775\n',
    'ambiguous-text',
    '0775',
    '`a` must be one number to every reader, got 0775, which YAML 1.1 takes for the number 509',
    'write 775, or put it in quotes if it is a text: "0775"',
  ],
  [
    'off: 1\n',
    'ambiguous-text',
    'off',
    'the key of `off` must be one text to every reader, got off, which YAML 1.1 takes for false',
    'put it in quotes: "off"',
  ],
];
for (const [text, ...expected] of cases) {
  test(`${JSON.stringify(text)} is reported as ${expected[0]}`, () => {
    assert.equal(reports(text), [expected.length === 3 ? [...expected, undefined] : expected]);
  });
}

const deep = 'lists and maps must be nested at most 100 deep';
for (const [name, text] of [
  ['brackets', 'a: '.concat('['.repeat(10_000))],
  ['dashes', '- '.repeat(10_000)],
  ['columns', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
] as const) {
  test(`ten thousand nested ${name} are one report, and the next document is read`, () => {
    assert.equal(
      reports(`${text}\n---\nb: 1\n`).map(([, , message]) => message),
      [deep],
    );
    assert.equal(values(`${text}\n---\nb: 1\n`), [{ b: 1 }]);
  });
}

test('a file over 1 MiB is refused unread, whether in bytes or in characters', () => {
  const expected = [
    [
      'file-too-large',
      undefined,
      'a policy file must be at most 1 MiB, and this one is larger',
      'split it, or move it out of the policy folder',
    ],
  ];
  assert.equal(reports('#'.repeat(1024 * 1024 + 1)), expected);
  assert.equal(reports(`#${'é'.repeat(512 * 1024)}`), expected);
  assert.equal(reports('#'.repeat(1024 * 1024)), []);
});

test('every mistake of a file is reported, and its sound documents are read', () => {
  const text = 'a: &x 1\nb: *x\n---\nc: 1\n---\nd: "e\n---\nf: 1\nf: 2\n1: yes\n---\ng: 2\n';
  assert.equal(
    reports(text).map(([code, marked]) => [code, marked]),
    [
      ['alias-not-allowed', '&x'],
      ['alias-not-allowed', '*x'],
      ['yaml-syntax', '"e'],
      ['duplicate-key', 'f'],
      ['key-not-text', '1'],
      ['ambiguous-text', 'yes'],
    ],
  );
  const { documents } = readSource({ path: 'a.yaml', text });
  assert.equal(
    documents.map(({ index, line, value }) => [index, line, value]),
    [
      [1, 4, { c: 1 }],
      [4, 12, { g: 2 }],
    ],
  );
});

test('an ambiguous text does not take its document away', () => {
  assert.equal(values('a: yes\n'), [{ a: 'yes' }]);
});

for (const text of [
  '',
  '\n',
  '# a\n',
  '---\n',
  '---\n# a\n---\n---\n',
  '\ufeff',
  '\ufeff# a\r\n',
  '...\n',
  '%YAML 1.2\n---\n',
]) {
  test(`${JSON.stringify(text)} holds no document and is no mistake`, () => {
    assert.equal(readSource({ path: 'a.yaml', text }), { documents: [], diagnostics: [] });
  });
}

const read: readonly [text: string, ...values: unknown[]][] = [
  ['\ufeffa: 1\r\nb:\r\n  - c\r\n', { a: 1, b: ['c'] }],
  ['%YAML 1.2\n---\na: 1\n', { a: 1 }],
  ['a: 1\n...\n---\nb: 2\n...\n', { a: 1 }, { b: 2 }],
  ['a: x\n  y\nb: >\n  c\n  d\n', { a: 'x y', b: 'c d\n' }],
  ['on: 1\n"off": "no"\n', { on: 1, off: 'no' }],
  ['a: [\n  1,\n  0x1F]\n', { a: [1, 31] }],
];
for (const [text, ...expected] of read) {
  test(`${JSON.stringify(text)} is read`, () => {
    assert.equal(reports(text), []);
    assert.equal(values(text), expected);
  });
}

test('a key `__proto__` is a key like any other', () => {
  const [value] = values('a: 1\n__proto__: {polluted: true}\n');
  assert.equal(Object.keys(value as object), ['a', '__proto__']);
  assert.is(Object.getPrototypeOf(value), Object.prototype);
  assert.is(({} as { polluted?: true }).polluted, undefined);
});

test('a bomb of aliases costs no more than its text', () => {
  const bomb = [
    'a0: &a0 [x]',
    ...Array.from({ length: 60 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`),
  ].join('\n');
  assert.ok(reports(bomb).every(([code]) => code === 'alias-not-allowed'));
  assert.is(values(bomb).length, 0);
});

test.run();
