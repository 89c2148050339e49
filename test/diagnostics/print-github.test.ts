import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { printGithub } from '../../src/diagnostics/print-github.ts';
import { diagnose } from '../../src/diagnostics/report.ts';
import { marked } from './marked.ts';

const cases = [
  {
    name: 'an annotation names file, place and code',
    diagnostic: marked('a: «lots»\n', { help: 'h' }),
    command:
      '::error file=policies/a.yaml,line=1,endLine=1,col=4,endColumn=8,title=wrong-value::must be a number%0Ahelp: h',
  },
  {
    name: 'an annotation over several lines has no columns',
    diagnostic: marked('a: «1\nb: 2»\n'),
    command: '::error file=policies/a.yaml,line=1,endLine=2,title=wrong-value::must be a number',
  },
  {
    name: 'a warning is a warning and needs no file',
    diagnostic: diagnose('unused-profile', 'nobody uses it'),
    command: '::warning title=unused-profile::nobody uses it',
  },
  {
    name: 'a file without a place is named alone',
    diagnostic: diagnose('unreadable-file', 'no', { source: { path: 'a.yaml', text: '' } }),
    command: '::error file=a.yaml,title=unreadable-file::no',
  },
  {
    name: 'separators in a property are escaped',
    diagnostic: marked('«x»', { path: 'a,b:c%.yaml' }),
    command:
      '::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=1,endColumn=2,title=wrong-value::must be a number',
  },
  {
    name: 'a message cannot begin a second command',
    diagnostic: diagnose('wrong-value', 'got 50%\r\n::add-mask::x\u001b[m'),
    command: '::error title=wrong-value::got 50%25\\r\\n::add-mask::x\\u{1b}[m',
  },
];
for (const { name, diagnostic, command } of cases) {
  test(name, () => assert.is(printGithub([diagnostic]), `${command}\n`));
}

test('nothing wrong prints nothing', () => assert.is(printGithub([]), ''));

test.run();
