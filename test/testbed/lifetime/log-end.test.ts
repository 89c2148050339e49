import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, put } from '../../cli/folder.ts';
import { logEnd } from './log-end.ts';

const test = suite('the end of a log');
const many = Array.from({ length: 20 }, (_, line) => `${line}`);

const cases = [
  { name: 'a short log is given whole', text: 'one\ntwo\n', end: 'one\ntwo' },
  { name: 'of a long one the last 12 lines', text: many.join('\n'), end: many.slice(8).join('\n') },
  {
    name: 'the stack traces of a panic do not hide what it says',
    text: `starting\npanic: no space left\n\ngoroutine 1 [running]:\n${many.join('\n')}`,
    end: 'starting\npanic: no space left',
  },
  {
    name: 'newer versions of Go tell more of a goroutine',
    text: `panic: full\n\ngoroutine 1 gp=0xc000002380 m=0 mp=0x2dd [running]:\n${many.join('\n')}`,
    end: 'panic: full',
  },
];
for (const { name, text, end } of cases) {
  test(name, () =>
    inFolder((folder) => {
      put(folder, { log: text });
      assert.is(logEnd(join(folder, 'log')), end);
    }),
  );
}

test('a log that is gone ends with nothing', () => assert.is(logEnd('/nowhere/log'), ''));

test.run();
