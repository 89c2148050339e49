import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeDeparture, type StepDown } from '../../../src/runtime/drain/judge-departures.ts';

const step: StepDown = {
  victims: new Set(['a']),
  states: new Map([
    ['a', 'idle'],
    ['b', 'busy'],
    ['c', 'idle'],
  ]),
  outstanding: 1,
};

test('the worker that was chosen goes, and nothing is wrong', () => {
  assert.equal(judgeDeparture(step, 'a'), {
    step: { ...step, outstanding: 0 },
    isMismatch: false,
    wasBusy: false,
  });
});

test('a busy worker that goes instead counts as killed', () => {
  const verdict = judgeDeparture(step, 'b');
  assert.is(verdict?.isMismatch, true);
  assert.is(verdict?.wasBusy, true);
});

test('an idle worker that goes instead is a mismatch and killed nothing', () => {
  const verdict = judgeDeparture(step, 'c');
  assert.is(verdict?.isMismatch, true);
  assert.is(verdict?.wasBusy, false);
});

test('a worker of which nothing was known counts as killed, too', () => {
  assert.is(judgeDeparture(step, 'd')?.wasBusy, true);
});

test('who goes after all expected ones have gone is not of this step', () => {
  assert.is(judgeDeparture({ ...step, outstanding: 0 }, 'b'), undefined);
});

test.run();
