import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instant, millis } from '../../../src/model/units.ts';
import { createBreaker } from '../../../src/runtime/signals/breaker.ts';

const settings = { failures: 3, firstPause: millis(2_000), longestPause: millis(60_000) };

function failing(times: number, random: () => number) {
  const breaker = createBreaker(settings, random);
  for (let time = 0; time < times; time += 1) breaker.failed(instant(0));
  return breaker;
}

test('it is closed until so many failures came in a row', () => {
  const breaker = failing(2, () => 0.5);
  assert.is(breaker.state(instant(0)), 'closed');
  breaker.succeeded();
  breaker.failed(instant(0));
  breaker.failed(instant(0));
  assert.is(breaker.state(instant(0)), 'closed');
  breaker.failed(instant(0));
  assert.is(breaker.state(instant(0)), 'open');
});

const pauses = [
  { failures: 3, chance: 0, ms: 1_000 },
  { failures: 3, chance: 0.5, ms: 1_500 },
  { failures: 4, chance: 0, ms: 2_000 },
  { failures: 5, chance: 0, ms: 4_000 },
  { failures: 50, chance: 0, ms: 30_000 },
  { failures: 5_000, chance: 1 - Number.EPSILON, ms: 60_000 },
];
for (const { failures, chance, ms } of pauses) {
  test(`after ${failures} failures it is probed in ${ms} ms where chance is ${chance.toFixed(1)}`, () => {
    const breaker = failing(failures, () => chance);
    assert.is(breaker.state(instant(ms - 1)), 'open');
    assert.is(breaker.state(instant(ms)), 'probing');
  });
}

test('a probe that fails opens it for longer, one that succeeds closes it', () => {
  const breaker = failing(3, () => 0);
  breaker.failed(instant(1_000));
  assert.is(breaker.state(instant(2_999)), 'open');
  assert.is(breaker.state(instant(3_000)), 'probing');
  breaker.succeeded();
  assert.is(breaker.state(instant(3_000)), 'closed');
});

test.run();
