import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Window } from '../../src/model/scaling.ts';
import { instant, millis } from '../../src/model/units.ts';
import { boundsAt } from '../../src/scaling/bounds.ts';
import { nextTimeOfDay } from '../../src/scaling/calendar/time-of-day.ts';
import { decidePool } from '../../src/scaling/decide.ts';
import { emptyMemory } from '../../src/scaling/memory.ts';
import { at, now, poolInput, scaling, seen } from './pool-input.ts';

const hour = 3_600_000;
const day = (change: Partial<Window>): Window => ({
  cron: '0 8 * * 1-5',
  timezone: 'Europe/Warsaw',
  length: millis(10 * hour),
  ...change,
});

interface Case {
  readonly name: string;
  readonly windows: readonly Window[];
  readonly wall: string;
  readonly min: number;
  readonly max: number;
}

const cases: readonly Case[] = [
  {
    name: 'a window is open from its very first millisecond',
    windows: [day({ atLeast: 5 })],
    wall: '2026-03-02T07:00:00.000Z',
    min: 5,
    max: 50,
  },
  {
    name: 'a window is closed a millisecond before',
    windows: [day({ atLeast: 5 })],
    wall: '2026-03-02T06:59:59.999Z',
    min: 0,
    max: 50,
  },
  {
    name: 'a window is open until its last millisecond',
    windows: [day({ atLeast: 5 })],
    wall: '2026-03-02T16:59:59.999Z',
    min: 5,
    max: 50,
  },
  {
    name: 'a window is closed at its end',
    windows: [day({ atLeast: 5 })],
    wall: '2026-03-02T17:00:00.000Z',
    min: 0,
    max: 50,
  },
  {
    name: 'a window of working days is closed on a Sunday',
    windows: [day({ atLeast: 5 })],
    wall: '2026-03-01T10:00:00Z',
    min: 0,
    max: 50,
  },
  {
    name: 'a window follows summer time',
    windows: [day({ atLeast: 5 })],
    wall: '2026-07-06T06:00:00Z',
    min: 5,
    max: 50,
  },
  {
    name: 'of open windows the highest floor and the lowest cap count',
    windows: [day({ atLeast: 5, atMost: 20 }), day({ atLeast: 9, atMost: 30 })],
    wall: '2026-03-02T10:00:00Z',
    min: 9,
    max: 20,
  },
  {
    name: 'a cap beats a floor',
    windows: [day({ atLeast: 9 }), day({ atMost: 4 })],
    wall: '2026-03-02T10:00:00Z',
    min: 4,
    max: 4,
  },
  {
    name: 'a floor is never above the maximum of the policy',
    windows: [day({ atLeast: 90 })],
    wall: '2026-03-02T10:00:00Z',
    min: 50,
    max: 50,
  },
  {
    name: 'a window longer than its interval never closes',
    windows: [day({ cron: '0 * * * *', length: millis(2 * hour), atLeast: 5 })],
    wall: '2026-03-02T10:00:00Z',
    min: 5,
    max: 50,
  },
  {
    name: 'a window over midnight is still open after it',
    windows: [day({ cron: '0 22 * * *', timezone: 'Etc/UTC', atLeast: 5 })],
    wall: '2026-03-02T07:59:59Z',
    min: 5,
    max: 50,
  },
  {
    name: 'steps from a number on are read as cron does',
    windows: [day({ cron: '5/20 * ? * *', length: millis(60_000), atLeast: 5 })],
    wall: '2026-03-02T10:45:30Z',
    min: 5,
    max: 50,
  },
  {
    name: 'a window that nobody can read is closed',
    windows: [day({ cron: 'at noon', atLeast: 5 })],
    wall: '2026-03-02T10:00:00Z',
    min: 0,
    max: 50,
  },
  {
    name: 'a window of an unknown place is closed',
    windows: [day({ timezone: 'Moon/Base', atLeast: 5 })],
    wall: '2026-03-02T10:00:00Z',
    min: 0,
    max: 50,
  },
  {
    name: 'an opening in the hour that summer time skips comes right after it',
    windows: [day({ cron: '30 2 * * *', length: millis(hour), atLeast: 5 })],
    wall: '2026-03-29T01:00:00Z',
    min: 5,
    max: 50,
  },
];

for (const { name, windows, wall, min, max } of cases) {
  test(name, () => {
    const bounds = boundsAt(scaling({ schedule: windows }), instant(Date.parse(wall)));
    assert.equal([bounds.min, bounds.max], [min, max]);
  });
}

test('the next opening and the next closing are known', () => {
  const change = (wall: string) => {
    const bounds = boundsAt(
      scaling({ schedule: [day({ atLeast: 5 })] }),
      instant(Date.parse(wall)),
    );
    return new Date(bounds.change ?? 0).toISOString();
  };
  assert.is(change('2026-03-02T06:00:00Z'), '2026-03-02T07:00:00.000Z');
  assert.is(change('2026-03-02T07:00:00Z'), '2026-03-02T17:00:00.000Z');
  assert.is(change('2026-03-06T18:00:00Z'), '2026-03-09T07:00:00.000Z');
});

test('times that were asked for before change no answer', () => {
  const schedule = [day({ cron: '0 */2 * * *', length: millis(hour), atLeast: 5 })];
  const walls = Array.from(
    { length: 200 },
    (_, index) => Date.UTC(2026, 2, 2) + ((index * 7919) % 200) * 1_111_111,
  );
  const ask = (wall: number) => boundsAt(scaling({ schedule }), instant(wall));
  const first = walls.map(ask);
  assert.equal(walls.toReversed().map(ask).toReversed(), first);
  for (const [index, wall] of walls.entries()) {
    const isOpen = Math.floor(wall / hour) % 2 === 1; // Warsaw is an odd number of hours ahead in winter
    assert.is(first[index]?.min, isOpen ? 5 : 0, new Date(wall).toISOString());
  }
});

const nightCap = [day({ cron: '0 12 * * *', timezone: 'Etc/UTC', atMost: 2 })];

test('a cap that opens does not wait for the hold', () => {
  const input = poolInput({
    scaling: scaling({ hold: millis(hour), schedule: nightCap }),
    current: 9,
    observation: seen(0, 9),
    memory: { since: at(-7_200), wishes: [{ at: at(-15), workers: 9 }], moves: [] },
  });
  const decision = decidePool(input, now(0));
  assert.is(decision.replicas, 2);
  assert.equal(decision.reasons.at(-1), { rule: 'window', bound: 'atMost', workers: 2 });
  assert.is(decision.max, 2);
});

test('a cap that opens takes no busy worker', () => {
  const input = poolInput({
    scaling: scaling({ schedule: nightCap }),
    current: 9,
    busy: 6,
    observation: seen(0, 9),
  });
  assert.is(decidePool(input, now(0)).replicas, 6);
});

test('a cap lowers nothing while the runtime starts', () => {
  const input = poolInput({
    scaling: scaling({ hold: millis(60_000), schedule: nightCap }),
    current: 9,
    observation: seen(0, 9),
    memory: emptyMemory(at(-5)),
  });
  assert.is(decidePool(input, now(0)).replicas, 9);
});

test('a cap lowers nothing before the first answer', () => {
  const input = poolInput({
    scaling: scaling({ schedule: nightCap }),
    current: 9,
    observation: {},
    memory: emptyMemory(at(-100)),
  });
  assert.is(decidePool(input, now(0)).replicas, 9);
});

test('a decision says when a window changes it, on the clock that never jumps', () => {
  const input = poolInput({
    scaling: scaling({ demand: { mode: 'manual', workers: 9 }, schedule: nightCap }),
  });
  assert.is(decidePool(input, { now: at(50_000), wall: at(-3_600) }).again, at(53_600));
  assert.is(decidePool(input, { now: at(50_000), wall: at(0) }).again, at(86_000));
});

const times: readonly [name: string, time: string, wall: string, next: string][] = [
  ['later today', '06:30', '2026-03-02T05:00:00Z', '2026-03-02T05:30:00.000Z'],
  ['tomorrow', '06:30', '2026-03-02T05:30:00Z', '2026-03-03T05:30:00.000Z'],
  [
    'after the hour that summer time skips',
    '02:30',
    '2026-03-28T12:00:00Z',
    '2026-03-29T01:00:00.000Z',
  ],
  ['in the first of two equal hours', '02:30', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
];

for (const [name, time, wall, next] of times) {
  test(`${time} in Warsaw is ${name}`, () => {
    const found = nextTimeOfDay(time, 'Europe/Warsaw', instant(Date.parse(wall)));
    assert.is(new Date(found ?? 0).toISOString(), next);
  });
}

test('a moment beyond all calendars spoils no answer about another', () => {
  const schedule = [day({ cron: '0 5 * * *', timezone: 'Etc/UTC', atLeast: 5 })];
  for (const wall of [-8.64e15, 8.64e15, Number.NaN, 1e300])
    assert.is(boundsAt(scaling({ schedule }), instant(wall)).min, 0);
  assert.is(boundsAt(scaling({ schedule }), at(0)).min, 5);
});

test('what is no time of day never comes', () => {
  assert.is(nextTimeOfDay('noon', 'Etc/UTC', at(0)), undefined);
});

test.run();
