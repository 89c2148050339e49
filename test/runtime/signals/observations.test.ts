import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instant, millis } from '../../../src/model/units.ts';
import { createObservations } from '../../../src/runtime/signals/observations.ts';
import type { Reading } from '../../../src/runtime/signals/source.ts';
import type { Load } from '../../../src/scaling/observation.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';

const start = 1_000_000;

function setUp() {
  const clock = createVirtualClock(start);
  const observations = createObservations(clock);
  observations.want(['a', 'b']);
  const changes: string[] = [];
  const stop = observations.onChange((key) => changes.push(key));
  return { clock, observations, changes, stop };
}

function sample(load: number | Load, sampledAt = start, arrivedAt = start): Reading {
  const held = typeof load === 'number' ? { units: load } : load;
  return {
    ok: true,
    sample: { load: held, sampledAt: instant(sampledAt), arrivedAt: instant(arrivedAt) },
  };
}

const gap = (because = 'away'): Reading => ({ ok: false, because });

test('a gap keeps the last good sample, and the moment of its first failure', async () => {
  const { clock, observations } = setUp();
  observations.report('a', sample(3));
  await clock.advance(5_000);
  observations.report('a', gap('away'));
  await clock.advance(5_000);
  observations.report('a', gap('refused'));
  const { sample: kept, gap: seen } = observations.get('a');
  assert.is(kept?.load.units, 3);
  assert.equal(seen, { because: 'refused', since: start + 5_000 });
});

test('a sample ends a gap, and the next gap begins anew', async () => {
  const { clock, observations } = setUp();
  observations.report('a', gap());
  observations.report('a', sample(1));
  assert.is(observations.get('a').gap, undefined);
  await clock.advance(1_000);
  observations.report('a', gap());
  assert.is(observations.get('a').gap?.since, start + 1_000);
});

test('an answer that was overtaken does not bring the past back, but is an answer', () => {
  const { observations } = setUp();
  observations.report('a', sample(5, start - 10));
  observations.report('a', gap());
  observations.report('a', sample(9, start - 20));
  assert.is(observations.get('a').sample?.load.units, 5);
  assert.is(observations.get('a').gap, undefined);
});

const faults: readonly (readonly [name: string, reading: Reading])[] = [
  ['NaN', sample(Number.NaN)],
  ['an infinity', sample(Number.POSITIVE_INFINITY)],
  ['a negative number', sample(-1)],
  ['a text', sample('3' as never)],
  ['a wait that is no time', sample({ units: 1, oldest: millis(Number.NaN) })],
  ['a sample without a time', sample(1, Number.NaN)],
];
for (const [name, reading] of faults) {
  test(`${name} is a gap and never a number`, () => {
    const { observations } = setUp();
    observations.report('a', sample(3));
    observations.report('a', reading);
    const seen = observations.get('a');
    assert.is(seen.sample?.load.units, 3);
    assert.is(seen.gap?.since, start);
  });
}

test('what seems to be measured after it arrived was measured when it arrived', () => {
  const { observations } = setUp();
  observations.report('a', sample(3, start + 50, start));
  assert.is(observations.get('a').sample?.sampledAt, start);
});

test('listeners hear of loads that change and of gaps that begin and end, and of nothing else', () => {
  const { observations, changes, stop } = setUp();
  const reports = [
    { reading: sample(1), heard: true },
    { reading: sample(1, start + 1, start + 1), heard: false },
    { reading: sample(2, start + 2, start + 2), heard: true },
    { reading: gap(), heard: true },
    { reading: gap('other'), heard: false },
    { reading: sample(2, start + 3, start + 3), heard: true },
    { reading: sample({ units: 2, oldest: millis(5) }, start + 4, start + 4), heard: true },
  ];
  for (const [index, { reading, heard }] of reports.entries()) {
    changes.length = 0;
    observations.report('a', reading);
    assert.equal(changes, heard ? ['a'] : [], `report ${index}`);
  }
  stop();
  observations.report('a', gap());
  assert.equal(changes, ['a']);
});

test('what nobody wants any more is forgotten and not learnt again', () => {
  const { observations, changes } = setUp();
  observations.report('a', sample(1));
  observations.want(['b']);
  observations.report('a', sample(2));
  assert.equal(observations.get('a'), {});
  observations.want(['a', 'b']);
  assert.equal(observations.get('a'), {});
  assert.equal(changes, ['a']);
});

test('a signal that is wanted again keeps what is known of it', () => {
  const { observations } = setUp();
  observations.report('a', sample(1));
  observations.want(['a']);
  assert.is(observations.get('a').sample?.load.units, 1);
});

test.run();
