import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { printJson } from '../../src/diagnostics/print-json.ts';
import { diagnose } from '../../src/diagnostics/report.ts';
import { marked } from './marked.ts';

test('a place is counted in UTF-16 units, its end is the first column after it', () => {
  const expected = `[
  {
    "code": "wrong-value",
    "severity": "error",
    "message": "must be a number",
    "file": "policies/a.yaml",
    "line": 2,
    "column": 5,
    "endLine": 2,
    "endColumn": 7,
    "help": "put it in quotes"
  }
]
`;
  assert.is(printJson([marked('#\r\n名前: «😀»\r\n', { help: 'put it in quotes' })]), expected);
});

test('what a diagnostic does not have is null', () => {
  const expected = `[
  {
    "code": "no-policies",
    "severity": "error",
    "message": "m",
    "file": null,
    "line": null,
    "column": null,
    "endLine": null,
    "endColumn": null,
    "help": null
  }
]
`;
  assert.is(printJson([diagnose('no-policies', 'm')]), expected);
});

test('a file without a place keeps its name', () => {
  const source = { path: 'a.yaml', text: '' };
  const [one] = JSON.parse(printJson([diagnose('unreadable-file', 'm', { source })]));
  assert.is(one.file, 'a.yaml');
  assert.is(one.line, null);
});

test('a mark over several lines ends where it ends', () => {
  const [one] = JSON.parse(printJson([marked('a: «1\nb: 2»\n')]));
  assert.equal([one.line, one.column, one.endLine, one.endColumn], [1, 4, 2, 5]);
});

test('nothing wrong is an empty list', () => assert.is(printJson([]), '[]\n'));

test('control and invisible characters come out escaped and read back the same', () => {
  const message = '\u001b[31m \u007f \u009b \u202e \u{e0041} \u2028 名';
  const json = printJson([marked('«x»', { message })]);
  assert.match(json, '"\\u001b[31m \\u007f \\u009b \\u202e \\udb40\\udc41 \\u2028 名"');
  assert.is(JSON.parse(json)[0].message, message);
});

test.run();
