import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Demand } from '../../src/model/scaling.ts';
import { millis } from '../../src/model/units.ts';
import type { Decision } from '../../src/scaling/decision.ts';
import { explain } from '../../src/scaling/explain.ts';
import { poolInput, scaling, tell } from './pool-input.ts';

const minute = 60;

/** A unit takes a minute, and all are to be done by 13:00, an hour after second 0. */
function pool(current: number, given = true) {
  const demand: Demand<unknown> = {
    mode: 'deadline',
    signal: 'queue',
    drain: { by: '13:00', timezone: 'Etc/UTC' },
    ...(given && { serviceTime: millis(minute * 1_000) }),
  };
  return poolInput({ scaling: scaling({ demand, max: 20 }), current });
}

const hour = 3_600;

function numbers(told: readonly Decision[]) {
  return told.map(({ replicas }) => replicas);
}

function lateOf(told: readonly Decision[]) {
  return told.map(({ reasons: [reason] }) => (reason?.rule === 'deadline' ? reason.late : 'none'));
}

function sentence(decision: Decision | undefined) {
  const reason = decision?.reasons.find(({ rule }) => rule === 'deadline');
  return reason === undefined ? undefined : explain(reason);
}

test('work that is left at its time of day keeps its workers until it is done', () => {
  const told = tell(pool(20), [
    { second: hour - 15, units: 12 },
    { second: hour + 15, units: 8 },
    { second: hour + 30, units: 4 },
    { second: hour + 45, units: 0 },
  ]);
  assert.equal(numbers(told), [12, 8, 4, 0]);
});

test('a decision about late work says how much is late, since when and when it can be done', () => {
  const told = tell(pool(20), [
    { second: hour - 15, units: 12 },
    { second: hour + 15, units: 8 },
  ]);
  assert.is(
    sentence(told.at(-1)),
    '8 units are waiting, of which 8 are late, and at 1m each they need 8 workers to be done by 2026-03-02T13:00:00Z: no number of workers can do it before 2026-03-02T13:01:30Z',
  );
});

test('what comes after the time of day has until the next', () => {
  const told = tell(pool(20), [
    { second: hour - 15, units: 2 },
    { second: hour + 15, units: 400 },
  ]);
  assert.equal(lateOf(told), [undefined, 2]);
});

test('late work is done first: with it is gone what was urgent, also if as much is new', () => {
  const told = tell(pool(4), [
    { second: hour - 15, units: 4 },
    { second: hour + 15, units: 8 },
    { second: hour + 30, units: 8, ready: 4 },
    { second: hour + 60, units: 8, ready: 4 },
    { second: hour + 75, units: 8, ready: 4 },
  ]);
  assert.equal(lateOf(told), [undefined, 4, 3, 1, undefined]);
});

test('a signal that is lost over the time of day forgets no work', () => {
  const told = tell(pool(20), [
    { second: hour - 15, units: 12 },
    { second: hour + 1_800 },
    { second: hour + 1_815, units: 9 },
  ]);
  assert.is(told.at(-1)?.replicas, 9);
});

test('work that is done in time leaves nothing late behind', () => {
  const told = tell(pool(20), [
    { second: hour - 15, units: 12 },
    { second: hour - 1, units: 0 },
    { second: hour + 15, units: 12 },
  ]);
  assert.is(told.at(-1)?.replicas, 1);
});

test('who looks again when told to does so when the time of day comes', () => {
  const [before] = tell(pool(20), [{ second: hour - 15, units: 12 }]);
  const again = ((before?.again ?? 0) - Date.UTC(2026, 2, 2, 13)) / 1_000;
  assert.is(again, 0);
});

test.run();
