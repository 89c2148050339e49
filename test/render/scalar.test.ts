import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { literalBlock, writeScalar } from '../../src/render/scalar.ts';

const plain = [
  ...[
    'worker',
    'apps/v1',
    'registry.example.org/montage2-worker:1.3.4',
    'http://prometheus:9090/',
    '/tmp',
  ],
  ...[
    '--leader-elect',
    '-c',
    '$(QUEUE_NAME)',
    '500m',
    '2m30s',
    '500Mi',
    '10Gi',
    '25%',
    'sum(x{a="b"}[5m]) > 0',
  ],
  ...['RollingUpdate', 'ready+unacked', "it's", 'nobody', 'Nope', 'yesterday', 'e3', '_x', 'a, b'],
];
const quoted = [
  ...[
    '',
    ' a',
    'a ',
    '- a',
    '-',
    'a: b',
    'a #b',
    'a:',
    '@x',
    '`x',
    '%x',
    '!x',
    '&x',
    '*x',
    '? x',
    ':',
    '<<',
    '=',
  ],
  ...[
    'y',
    'Y',
    'n',
    'N',
    'yes',
    'No',
    'ON',
    'off',
    'True',
    'false',
    '~',
    'null',
    'NULL',
    'None',
    '.inf',
    '-.inf',
  ],
  ...[
    '.NaN',
    '-Inf',
    '+inf',
    'Infinity',
    '0775',
    '1.10',
    '12:30',
    '1_000',
    '2001-12-14',
    '0x1f',
    '0b1',
    '0o7',
  ],
  ...[
    '+1',
    '1e3',
    '10',
    '0',
    '1.3.4',
    '10.0.0.1',
    '0x1p-2',
    '[a',
    '{a',
    '"a"',
    "'a'",
    '#a',
    '|',
    '>',
    '--',
    '---',
  ],
  ...['a: ', '.5', '1.', '1_0.e+3', '2001-12-14T21:59:43Z'],
];

for (const text of plain) {
  test(`${text} needs no quotes`, () => assert.is(writeScalar(text), text));
}

for (const text of quoted) {
  test(`'${text}' is written in quotes`, () => assert.is(writeScalar(text), JSON.stringify(text)));
}

const escapes = [
  ['a\tb', '"a\\tb"'],
  ['a\r\nb', '"a\\r\\nb"'],
  ['\u0000\u001b', '"\\u0000\\u001b"'],
  ['\u0085\u2028\u2029\ufeff', '"\\u0085\\u2028\\u2029\\ufeff"'],
  ['a\u202eb', '"a\\u202eb"'],
  ['\ud83d', '"\\ud83d"'],
  ['\u{e0041}', '"\\U000e0041"'],
  ['żółć \u{1f600}', '"żółć \u{1f600}"'],
] as const;
for (const [text, expected] of escapes) {
  test(`${expected} shows what would not be seen`, () => assert.is(writeScalar(text), expected));
}

const numbers = [
  [0, '0'],
  [-0, '0'],
  [-12, '-12'],
  [2 ** 53 - 1, '9007199254740991'],
  [0.5, '0.5'],
  [1e-7, '1.0e-7'],
  [-2.5e-10, '-2.5e-10'],
] as const;
for (const [value, expected] of numbers) {
  test(`the number ${value} is written as ${expected}`, () =>
    assert.is(writeScalar(value), expected));
}

for (const value of [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  2 ** 53,
  1e300,
]) {
  test(`the number ${value} is refused`, () =>
    assert.throws(() => writeScalar(value), /number|integer/));
}

const blocks = [
  { name: 'a text without a break at its end is stripped', text: 'a\nb', block: ['|-', 'a', 'b'] },
  { name: 'one break at the end is kept as it is', text: 'a\nb\n', block: ['|', 'a', 'b'] },
  { name: 'more breaks at the end are all kept', text: 'a\n\n\n', block: ['|+', 'a', '', ''] },
  { name: 'a text of one line is no block', text: 'a', block: undefined },
  { name: 'a blank at the end of a line is no block', text: 'a \nb', block: undefined },
  { name: 'an indented first line is no block', text: ' a\nb', block: undefined },
  { name: 'an empty first line is no block', text: '\na', block: undefined },
  { name: 'a tab is no block', text: 'a\n\tb', block: undefined },
  { name: 'a carriage return is no block', text: 'a\r\nb', block: undefined },
  { name: 'an invisible mark is no block', text: 'a\n\u200bb', block: undefined },
];
for (const { name, text, block } of blocks) {
  test(name, () => assert.equal(literalBlock(text), block));
}

test.run();
