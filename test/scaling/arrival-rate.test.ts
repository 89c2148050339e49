import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../src/model/units.ts';
import { arrivalRate } from '../../src/scaling/demand/arrival-rate.ts';
import { learnServiceTime } from '../../src/scaling/demand/service-time.ts';
import { emptyMemory, type PoolMemory } from '../../src/scaling/memory.ts';
import { at, sample } from './pool-input.ts';

const serviceTime = millis(20_000);

type Seen = readonly [second: number, units: number, ready: number];

/** Units that arrive in a minute, by what was seen. */
function rate(seen: readonly Seen[]): number {
  let memory: PoolMemory = emptyMemory(at(0));
  for (const [second, units, ready] of seen) {
    const { stretch: _, ...before } = memory;
    const given = { ready, serviceTime, pollingInterval: millis(15_000) };
    memory = { ...before, ...learnServiceTime(memory, sample(second, units), given) };
  }
  return arrivalRate(memory.stretches ?? [], serviceTime) * 60_000;
}

/** A backlog that so many workers of 20 s a unit work on while so many units come at each second. */
function seen(
  seconds: readonly number[],
  workers: (second: number) => number,
  arrive: (second: number) => number,
): readonly Seen[] {
  let units = 0;
  let last = 0;
  return seconds.map((second) => {
    for (; last < second; last += 1) units += arrive(last) - Math.min(units, workers(last)) / 20;
    return [second, Math.round(units), workers(second)];
  });
}

const each15 = Array.from({ length: 81 }, (_, index) => index * 15);
const uneven = [0, 3, 40, 61, 70, 71, 130, 160, 230, 235, 300, 420, 430, 500, 580, 590, 700, 760];
const burst = (second: number) => (second === 300 ? 15_000 : 0);
const stream = (perMinute: number) => () => perMinute / 60;

const cases: readonly {
  readonly name: string;
  readonly seen: readonly Seen[];
  readonly least: number;
  readonly most: number;
}[] = [
  {
    name: 'nothing that comes is no rate',
    seen: seen(
      each15,
      () => 4,
      () => 0,
    ),
    least: 0,
    most: 0,
  },
  {
    name: 'a burst of 15,000 is no rate just after it',
    seen: seen(each15.slice(0, 23), () => 14, burst),
    least: 0,
    most: 3,
  },
  {
    name: 'a burst of 15,000 is no rate a quarter of an hour after it',
    seen: seen(each15, () => 14, burst),
    least: 0,
    most: 3,
  },
  {
    name: 'a burst that is published over a minute and a half is no rate',
    seen: seen(
      each15,
      () => 14,
      (second) => (second >= 1_000 && second < 1_090 ? 167 : 0),
    ),
    least: 0,
    most: 3,
  },
  {
    name: 'a burst that waits when the runtime starts is no rate',
    seen: seen(
      each15,
      () => 14,
      (second) => (second === 0 ? 15_000 : 0),
    ).slice(1),
    least: 0,
    most: 3,
  },
  {
    name: 'a steady stream that is more than the workers can do is known after five minutes',
    seen: seen(each15.slice(0, 21), () => 4, stream(60)),
    least: 55,
    most: 65,
  },
  {
    name: 'a steady stream that leaves workers idle is known',
    seen: seen(each15, () => 40, stream(60)),
    least: 50,
    most: 70,
  },
  {
    name: 'a burst on top of a steady stream leaves the rate as it is',
    seen: seen(
      each15,
      () => 14,
      (second) => 0.5 + burst(second - 600),
    ),
    least: 27,
    most: 33,
  },
  {
    name: 'a burst at each tenth sample is no more than what comes on average',
    seen: seen(
      each15,
      () => 14,
      (second) => (second % 150 === 0 ? 50 : 0),
    ),
    least: 0,
    most: 20,
  },
  {
    name: 'uneven samples and workers that come and go change nothing',
    seen: seen(uneven, (second) => (second < 300 ? 4 : 12), stream(60)),
    least: 50,
    most: 70,
  },
  {
    name: 'a stream that ends is forgotten after five minutes',
    seen: seen(
      each15,
      () => 40,
      (second) => (second < 840 ? 1 : 0),
    ),
    least: 0,
    most: 1,
  },
  {
    name: 'what came while no samples did is no rate',
    seen: [
      ...seen(
        each15,
        () => 4,
        () => 0,
      ),
      [6_000, 9_000, 4],
      [6_060, 8_988, 4],
    ],
    least: 0,
    most: 0,
  },
];

for (const { name, seen: samples, least, most } of cases) {
  test(name, () => {
    const found = rate(samples);
    assert.ok(found >= least && found <= most, `${found} a minute`);
  });
}

test.run();
