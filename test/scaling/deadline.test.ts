import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Demand, Drain } from '../../src/model/scaling.ts';
import { millis } from '../../src/model/units.ts';
import { decidePool } from '../../src/scaling/decide.ts';
import { arrivalRate } from '../../src/scaling/demand/arrival-rate.ts';
import { learnServiceTime } from '../../src/scaling/demand/service-time.ts';
import { emptyMemory, type PoolMemory } from '../../src/scaling/memory.ts';
import { at, now, poolInput, sample, scaling, seen, tell } from './pool-input.ts';

const second = (count: number) => millis(count * 1_000);
const within: Drain = { within: second(600) };

function deadline(drain: Drain, serviceTime?: number): Demand<unknown> {
  return {
    mode: 'deadline',
    signal: 'queue',
    drain,
    ...(serviceTime !== undefined && { serviceTime: second(serviceTime) }),
  };
}

function pool(units: number, demand: Demand<unknown>, max = 50) {
  return poolInput({ scaling: scaling({ demand, max }), observation: seen(0, units) });
}

function verdictOf(input: ReturnType<typeof pool>) {
  const reason = decidePool(input, now(0)).reasons.find(({ rule }) => rule === 'deadline');
  return reason?.rule === 'deadline' ? reason.verdict : undefined;
}

const cases = [
  {
    name: '64 units of a minute in ten at eight tenths need 8',
    units: 64,
    serviceTime: 60,
    drain: within,
    replicas: 8,
  },
  {
    name: 'one unit more needs one worker more',
    units: 65,
    serviceTime: 60,
    drain: within,
    replicas: 9,
  },
  {
    name: 'there are never more workers than units',
    units: 3,
    serviceTime: 599,
    drain: within,
    replicas: 3,
  },
  {
    name: 'less than one unit still needs a worker',
    units: 0.5,
    serviceTime: 60,
    drain: within,
    replicas: 1,
  },
  { name: 'no work needs no workers', units: 0, serviceTime: 60, drain: within, replicas: 0 },
  {
    name: 'until 13:00 there is an hour',
    units: 480,
    serviceTime: 60,
    drain: { by: '13:00', timezone: 'Etc/UTC' },
    replicas: 10,
  },
  {
    name: 'until 14:00 in Warsaw there is an hour',
    units: 480,
    serviceTime: 60,
    drain: { by: '14:00', timezone: 'Europe/Warsaw' },
    replicas: 10,
  },
];

for (const { name, units, serviceTime, drain, replicas } of cases) {
  test(name, () => {
    assert.is(decidePool(pool(units, deadline(drain, serviceTime)), now(0)).replicas, replicas);
  });
}

test('the time in which a worker starts is lost', () => {
  const input = { ...pool(60, deadline(within, 60)), startUp: second(120) };
  assert.is(decidePool(input, now(0)).replicas, 10);
});

test('a feasible deadline says so', () => {
  assert.equal(verdictOf(pool(64, deadline(within, 60))), { verdict: 'feasible' });
});

test('a deadline that needs more than the maximum says how many more', () => {
  const input = pool(640, deadline(within, 60), 50);
  assert.is(decidePool(input, now(0)).replicas, 50);
  assert.equal(verdictOf(input), { verdict: 'needsMore', workers: 30 });
});

test('a deadline shorter than one unit is infeasible, and says when it can be done', () => {
  const input = pool(8, deadline(within, 900), 4);
  assert.is(decidePool(input, now(0)).replicas, 4);
  // 8 units of 900 s on 4 workers at eight tenths
  assert.equal(verdictOf(input), { verdict: 'infeasible', earliest: at(2_250) });
});

test('a time of day that comes nearer asks again when it needs one more worker', () => {
  const demand = deadline({ by: '13:00', timezone: 'Etc/UTC' }, 60);
  const input = {
    ...pool(470, demand),
    scaling: scaling({ demand, pollingInterval: second(3_600) }),
  };
  const { replicas, again } = decidePool(input, now(0));
  assert.is(replicas, 10);
  const wait = ((again ?? 0) - at(0)) / 1_000;
  assert.is(decidePool(input, now(wait - 1)).replicas, 10);
  assert.is(decidePool(input, now(wait)).replicas, 11);
});

test('while the service time is not known present workers stay, and more are tried bit by bit', () => {
  const told = tell(
    pool(100, deadline({ within: second(1_200) })),
    [0, 60, 119, 120, 240, 360].map((moment) => ({ second: moment, units: 100 })),
  );
  assert.equal(
    told.map(({ replicas }) => replicas),
    [1, 1, 1, 2, 4, 8],
  );
  assert.is(told[0]?.reasons.at(-1)?.rule, 'serviceTimeUnknown');
});

test('a runtime that starts anew and knows no service time lowers nothing', () => {
  const started = { ...pool(100, deadline(within)), current: 20, memory: emptyMemory(at(0)) };
  const told = tell(
    started,
    [0, 200, 400].map((moment) => ({ second: moment, units: 100 })),
  );
  for (const { replicas } of told) assert.ok(replicas >= 20);
});

test('while the service time is not known, workers that somebody added stay', () => {
  const start = { ...pool(100, deadline(within)), current: 1 };
  const told = tell(start, [
    { second: 0, units: 100 },
    { second: 15, units: 100, current: 30 },
    { second: 400, units: 100 },
  ]);
  assert.is(told.at(-1)?.replicas, 30);
});

test('the service time is learnt from how the backlog falls', () => {
  const told = tell(pool(100, deadline(within)), [
    { second: 0, units: 100 },
    { second: 60, units: 100, ready: 4 },
    { second: 120, units: 96, ready: 4 },
  ]);
  const found = told.at(-1)?.memory.serviceTime;
  assert.ok(found);
  assert.is(found.samples, 1);
});

function learn(
  steps: readonly (readonly [second: number, units: number, ready: number])[],
  given?: number,
) {
  let memory: PoolMemory = emptyMemory(at(0));
  for (const [moment, units, ready] of steps) {
    const learnt = learnServiceTime(memory, sample(moment, units), {
      ready,
      serviceTime: given === undefined ? undefined : second(given),
      pollingInterval: second(15),
    });
    const { stretch: _, ...before } = memory;
    memory = { ...before, ...learnt };
  }
  return memory;
}

test('four busy workers that finish four units in a minute need a minute each', () => {
  const { serviceTime } = learn([
    [0, 100, 4],
    [60, 96, 4],
  ]);
  assert.is(serviceTime?.mean, 60_000);
});

test('a backlog that stands still between two samples makes units no shorter', () => {
  const steps = Array.from({ length: 17 }, (_, index) => {
    return [index * 15, 50 - Math.floor(index / 4), 1] as const;
  });
  assert.is(learn(steps).serviceTime?.mean, 60_000);
});

test('three units that ended are no service time yet', () => {
  assert.is(
    learn([
      [0, 50, 4],
      [45, 47, 4],
    ]).serviceTime,
    undefined,
  );
});

test('workers without work teach nothing', () => {
  assert.is(
    learn([
      [0, 4, 4],
      [60, 1, 4],
    ]).serviceTime,
    undefined,
  );
});

test('the same sample twice teaches nothing', () => {
  const once = learn([
    [0, 100, 4],
    [60, 96, 4],
  ]);
  assert.equal(
    learn([
      [0, 100, 4],
      [60, 96, 4],
      [60, 96, 4],
    ]),
    once,
  );
});

test('what arrives is known where the service time is given', () => {
  // 4 workers of 60 s finish 4 in a minute, and 6 more are there each time: 10 came
  const steps = Array.from({ length: 60 }, (_, index) => [index * 60, 100 + index * 6, 4] as const);
  const arrivals = arrivalRate(learn(steps, 60).stretches ?? [], second(60));
  assert.ok(Math.abs(arrivals * 60_000 - 10) < 0.01, String(arrivals * 60_000));
});

test('units that end by chance are no arrivals', () => {
  // 4 in a minute on average, of which an interval sees none or two
  const steps = Array.from({ length: 240 }, (_, index) => {
    return [index * 15, 500 - 2 * Math.floor(index / 2), 4] as const;
  });
  const arrivals = arrivalRate(learn(steps, 60).stretches ?? [], second(60));
  assert.ok(arrivals * 60_000 < 0.3, String(arrivals * 60_000));
});

test('a service time that changes is followed', () => {
  const steps = Array.from(
    { length: 40 },
    (_, index) => [index * 60, 1_000 - index * 2, 4] as const,
  );
  const { serviceTime } = learn(steps);
  assert.ok(Math.abs((serviceTime?.mean ?? 0) - 120_000) < 1_000);
});

test.run();
