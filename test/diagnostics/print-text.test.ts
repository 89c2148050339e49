import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { printText } from '../../src/diagnostics/print-text.ts';
import { diagnose } from '../../src/diagnostics/report.ts';
import { marked } from './marked.ts';

const plain = { color: false };

test('a report names the place, shows the line and gives the remedy', () => {
  const text = `${'#\n'.repeat(23)}    «cooldwn»: 10m\n`;
  const report = printText(
    [
      marked(text, {
        path: 'policies/montage/mproject.yaml',
        code: 'unknown-field',
        message: 'there is no field `spec.scaling.cooldwn`',
        help: 'did you mean `hold`? (KEDA calls it cooldownPeriod)',
      }),
    ],
    plain,
  );
  assert.is(
    report,
    [
      'policies/montage/mproject.yaml:24:5: error[unknown-field]: there is no field `spec.scaling.cooldwn`',
      '   |',
      '24 |     cooldwn: 10m',
      '   |     ^^^^^^^',
      '   = help: did you mean `hold`? (KEDA calls it cooldownPeriod)',
      '',
      '1 error',
      '',
    ].join('\n'),
  );
});

const shown = [
  {
    name: 'wide characters before the mark move it',
    text: '名前: «x»',
    lines: ['1 | 名前: x', '  |       ^'],
  },
  {
    name: 'a wide character has a wide mark',
    text: 'name: «名前»',
    lines: ['1 | name: 名前', '  |       ^^^^'],
  },
  {
    name: 'combining marks do not move the mark',
    text: 'e\u0301: «x»',
    lines: ['1 | e\u0301: x', '  |    ^'],
  },
  {
    name: 'a tab moves the mark to the next multiple of eight',
    text: 'ab\t«x»',
    lines: ['1 | ab      x', '  |         ^'],
  },
  {
    name: 'a marked tab is as long as it is shown',
    text: '«\t»x',
    lines: ['1 |         x', '  | ^^^^^^^^'],
  },
  { name: 'CRLF is not shown', text: 'a: 1\r\n«b»: 2\r\nc: 3\r\n', lines: ['2 | b: 2', '  | ^'] },
  {
    name: 'a mark over several lines ends with the first',
    text: 'a: «1\r\nb: 2»\r\n',
    lines: ['1 | a: 1', '  |    ^'],
  },
  {
    name: 'a mark on a line break stands behind the line',
    text: 'a:«\n»b: 1',
    lines: ['1 | a:', '  |   ^'],
  },
  { name: 'the end of the file is an empty line', text: 'a: 1\n«»', lines: ['2 |', '  | ^'] },
  {
    name: 'the end of a file without a last line break is behind its line',
    text: 'a: 1«»',
    lines: ['1 | a: 1', '  |     ^'],
  },
  { name: 'an empty file has an empty line', text: '«»', lines: ['1 |', '  | ^'] },
  {
    name: 'escape sequences in a policy do not reach the terminal',
    text: 'a: «\u001b[2Jx»',
    lines: ['1 | a: \\u{1b}[2Jx', '  |    ^^^^^^^^^^'],
  },
  {
    name: 'a lone CR in a policy does not reach the terminal',
    text: 'a\r: «x»',
    lines: ['1 | a\\r: x', '  |      ^'],
  },
  {
    name: 'a line of 160 columns is shown whole',
    text: `«x»${'y'.repeat(159)}`,
    lines: [`1 | x${'y'.repeat(159)}`, '  | ^'],
  },
  {
    name: 'a longer line is cut after its mark',
    text: `«x»${'y'.repeat(160)}`,
    lines: [`1 | x${'y'.repeat(157)}…`, '  | ^'],
  },
  {
    name: 'a longer line is cut before its mark',
    text: `${'y'.repeat(160)}«x»`,
    lines: [`1 | …${'y'.repeat(157)}x`, `  | ${' '.repeat(158)}^`],
  },
  {
    name: 'a longer line is cut on both sides',
    text: `${'y'.repeat(500)}«x»${'z'.repeat(500)}`,
    lines: [`1 | …${'y'.repeat(40)}x${'z'.repeat(117)}…`, `  | ${' '.repeat(41)}^`],
  },
  {
    name: 'a mark longer than the window ends with it',
    text: `«${'x'.repeat(500)}»`,
    lines: [`1 | ${'x'.repeat(158)}…`, `  | ${'^'.repeat(158)}`],
  },
  {
    name: 'a window over surrogate pairs splits none',
    text: `${'𝒳'.repeat(500)}«x»`,
    lines: [`1 | …${'𝒳'.repeat(157)}x`, `  | ${' '.repeat(158)}^`],
  },
  {
    name: 'a mark of half a surrogate pair covers the whole',
    text: 'a: \ud83d«\ude00»',
    lines: ['1 | a: 😀', '  |    ^^'],
  },
  {
    name: 'a thousand accents on one letter are cut',
    text: `«e»${'\u0301'.repeat(1000)}`,
    lines: [`1 | e${'\u0301'.repeat(157)}…`, '  | ^'],
  },
];
for (const { name, text, lines } of shown) {
  test(name, () =>
    assert.equal(
      printText([marked(text)], plain)
        .split('\n')
        .slice(2, 4),
      lines,
    ),
  );
}

test('a message, a help and a path cannot send escape sequences either', () => {
  const one = marked('«x»', {
    path: 'a\u001b[1m.yaml',
    message: 'got \u001b[31m\n',
    help: 'put \u009b',
  });
  const report = printText([one], plain);
  assert.is(
    report,
    'a\\u{1b}[1m.yaml:1:1: error[wrong-value]: got \\u{1b}[31m\\n\n  |\n1 | x\n  | ^\n  = help: put \\u{9b}\n\n1 error\n',
  );
});

test('a diagnostic without a file has no place, one without a span has no line', () => {
  const report = printText(
    [
      diagnose('no-policies', 'there are no policies', { help: 'add one' }),
      diagnose('unreadable-file', 'permission denied', { source: { path: 'a.yaml', text: '' } }),
    ],
    plain,
  );
  assert.is(
    report,
    'error[no-policies]: there are no policies\n  = help: add one\n\na.yaml: error[unreadable-file]: permission denied\n\n2 errors\n',
  );
});

const error = diagnose('wrong-value', 'e');
const warning = diagnose('unused-profile', 'w');
const summaries = [
  {
    name: 'two errors and a warning are counted apart',
    diagnostics: [error, warning, error],
    last: '2 errors, 1 warning',
  },
  { name: 'warnings alone are counted alone', diagnostics: [warning, warning], last: '2 warnings' },
  { name: 'one error is singular', diagnostics: [error], last: '1 error' },
];
for (const { name, diagnostics, last } of summaries) {
  test(name, () => assert.is(printText(diagnostics, plain).split('\n').at(-2), last));
}

test('nothing wrong prints nothing', () => assert.is(printText([], plain), ''));

test('colours are the plain text with colours', () => {
  const diagnostics = [marked('a: «1»', { help: 'h' }), warning];
  const colored = printText(diagnostics, { color: true });
  assert.is(
    colored.split('\n')[0],
    '\u001b[1mpolicies/a.yaml:1:4:\u001b[0m \u001b[1;31merror[wrong-value]\u001b[0m: must be a number',
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  assert.is(colored.replace(/\u001b\[[\d;]*m/g, ''), printText(diagnostics, plain));
});

test('any span in any text prints at least one mark and no control character', () => {
  const text = fc.array(
    fc.constantFrom(
      '\n',
      '\r',
      '\t',
      '\u001b',
      'a',
      '名',
      '😀',
      '\ud800',
      '\u0301',
      'x'.repeat(170),
    ),
  );
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: -3, max: 400 }),
      fc.integer({ min: -3, max: 400 }),
      (parts, start, end) => {
        const source = { path: 'a.yaml', text: parts.join('') };
        const report = printText(
          [diagnose('wrong-value', 'm', { source, span: { start, end } })],
          plain,
        );
        const lines = report.split('\n');
        assert.is(lines.length, 7, report);
        assert.match(lines[3]!, /^ +\| *\^+$/);
        assert.not(/[\p{Cs}\p{Cc}]/u.test(lines.join('')), report);
      },
    ),
  );
});

test.run();
