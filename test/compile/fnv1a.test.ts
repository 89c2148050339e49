import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fnv1a } from '../../src/compile/fnv1a.ts';

const cases = [
  { text: '', sum: 'cbf29ce484222325' },
  { text: 'a', sum: 'af63dc4c8601ec8c' },
  { text: 'foobar', sum: '85944171f73967e8' },
];
for (const { text, sum } of cases) {
  test(`the sum of "${text}" is the published one`, () => {
    assert.is(fnv1a(text).toString(16), sum);
  });
}

test('letters beyond ASCII count by their bytes', () => {
  assert.is(fnv1a('\u00e9'), fnv1a('\u00e9'.normalize('NFC')));
  assert.is.not(fnv1a('\u00e9'), fnv1a('\u00e9'.normalize('NFD')));
});

test.run();
