import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { oneLine } from '../../src/runtime/one-line.ts';

for (const { name, text, line } of [
  { name: 'a sentence stays as it is', text: 'No answer – in 5 s.', line: 'No answer – in 5 s.' },
  { name: 'lines become one', text: 'a\r\n\tb\u2028c\n', line: 'a b c' },
  { name: 'escape sequences lose their escape', text: 'a\u001b[2Jb\u009bc', line: 'a [2Jb c' },
  { name: 'what is too long ends', text: 'x'.repeat(1e6), line: `${'x'.repeat(999)}…` },
  { name: 'no credentials stay', text: 'at amqp://u:p@host/x', line: 'at amqp://***@host/x' },
  { name: 'no character is halved', text: '💣'.repeat(600), line: `${'💣'.repeat(499)}…` },
])
  test(name, () => assert.is(oneLine(text), line));

test.run();
