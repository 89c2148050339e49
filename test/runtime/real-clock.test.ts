import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../src/model/units.ts';
import { createRealClock } from '../../src/runtime/real-clock.ts';

const clock = createRealClock();

test('both clocks are milliseconds since 1970, and now does not follow a change of the time of day', () => {
  const honest = Date.now;
  const before = clock.read();
  assert.ok(Math.abs(before.now - before.wall) < 60_000);
  try {
    Date.now = () => honest() + 3_600_000;
    const after = clock.read();
    assert.ok(after.wall - before.wall >= 3_600_000);
    assert.ok(after.now - before.now < 3_600_000);
    assert.ok(after.now >= before.now);
  } finally {
    Date.now = honest;
  }
});

test('a sleep of a year, longer than any timer, goes on until it is aborted', async () => {
  const stop = new AbortController();
  let over = false;
  const sleeping = clock.sleep(millis(366 * 86_400_000), stop.signal).then(() => {
    over = true;
  });
  await clock.sleep(millis(5), new AbortController().signal);
  assert.not(over);
  stop.abort();
  await sleeping;
});

test('a sleep after the abort is over at once', async () => {
  await clock.sleep(millis(366 * 86_400_000), AbortSignal.abort());
});

test.run();
