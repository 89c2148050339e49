import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { kubeletBackOff, restartDelay, retryDelay } from './back-off.ts';

const test = suite('the back-off of a container');

test('restarts at once first, then doubles from 10 s to 5 min', () => {
  assert.equal(
    waits((before) => restartDelay(before, 1_000, kubeletBackOff), 8),
    [...[0, 10, 20, 40, 80, 160, 300, 300]],
  );
});

test('makes already the first try of a refused start wait', () => {
  assert.equal(
    waits((before) => retryDelay(before, kubeletBackOff), 7),
    [...[10, 20, 40, 80, 160, 300, 300]],
  );
});

test('is forgiven by a run of ten minutes', () => {
  assert.is(restartDelay(300_000, 599_999, kubeletBackOff), 300_000);
  assert.is(restartDelay(300_000, 600_000, kubeletBackOff), 0);
});

function waits(next: (before: number | undefined) => number, count: number): readonly number[] {
  const seconds: number[] = [];
  let before: number | undefined;
  for (let turn = 0; turn < count; turn += 1) {
    before = next(before);
    seconds.push(before / 1_000);
  }
  return seconds;
}

test.run();
