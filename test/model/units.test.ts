import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatDuration, millis, parseDuration, seconds } from '../../src/model/units.ts';

const read: readonly [text: string, ms: number][] = [
  ['0s', 0],
  ['90s', 90_000],
  ['2m30s', 150_000],
  ['1h', 3_600_000],
  ['1d12h', 129_600_000],
  ['5ms', 5],
  ['1m5ms', 60_005],
];

for (const [text, ms] of read)
  test(`${text} is ${ms} ms`, () => assert.is(parseDuration(text), ms));

for (const text of [
  '',
  '5',
  '5 m',
  'm',
  '30s5m',
  '1m1m',
  '1.5h',
  '-1s',
  '1w',
  '99999999999999999d',
]) {
  test(`${JSON.stringify(text)} is no duration`, () => assert.is(parseDuration(text), undefined));
}

test('a part of a second is a whole second to Kubernetes', () => assert.is(seconds(millis(1)), 1));

test('what is written is read back as the same length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (ms) => {
      assert.is(parseDuration(formatDuration(millis(ms))), ms);
    }),
  );
});

test.run();
