import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { errorWords } from '../../src/cli/error-words.ts';
import { inFolder } from './folder.ts';

test("the system's words are translated, ours are kept", () =>
  inFolder((folder) => {
    mkdirSync(join(folder, 'a'));
    try {
      readFileSync(join(folder, 'a'));
    } catch (cause) {
      assert.is(errorWords(new Error('reading a', { cause })), 'reading a: it is a folder');
    }
  }));

test('a refusal without words of ours is named by its code', () => {
  const cause = Object.assign(new Error('EWHAT: what'), { code: 'EWHAT', syscall: 'open' });
  assert.is(
    errorWords(new Error('writing dist', { cause })),
    'writing dist: the system refused (EWHAT)',
  );
});

test('what is no error is told as it is', () => assert.is(errorWords('oops'), 'oops'));

test.run();
