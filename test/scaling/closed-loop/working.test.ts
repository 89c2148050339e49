import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Demand, Scaling } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import { billionths } from '../group-input.ts';
import { scaling } from '../pool-input.ts';
import { type Actor, createActor, type Script } from './actor.ts';
import { type Cell, play, quiet } from './cell.ts';

const perUnit: Demand<unknown> = { mode: 'share', signal: 'q', formula: 'roster', weight: 1 };

/** A pool whose units take 20 s each, and whose workers take 40 s to start and 10 s to go. */
function actor(id: string, change: Partial<Script>, policy: Partial<Scaling<unknown>> = {}): Actor {
  return createActor({
    id,
    scaling: scaling({ demand: perUnit, hold: millis(120_000), ...policy }),
    times: { startUp: 40, goes: 10, service: () => 20 },
    delay: 0,
    work: { kind: 'arriving', perSecond: () => 0 },
    initial: 0,
    priority: 1,
    health: () => 'well',
    ...change,
  });
}

/** Plays and gives how many workers each decision lowered a pool by, and how many there were of `id`, from `from` on. */
function watch(cell: Cell, from: number, until: number) {
  const lowered: number[] = [];
  const seen: number[] = [];
  play(cell, { until, step: 5 }, quiet, ({ second, inputs, decisions }) => {
    if (second < from) return;
    for (const { id, current } of inputs) {
      const less = current - decisions.get(id)!.replicas;
      if (less > 0) lowered.push(less);
    }
    seen.push(inputs[0]!.current);
  });
  return { lowered, least: Math.min(...seen), most: Math.max(...seen) };
}

function grow(perSecond: number, start: number): Script['work'] {
  return { kind: 'given', units: (second) => Math.floor(start + perSecond * second) };
}

test('two queues that grow side by side do not pass workers back and forth', () => {
  const weighted: Demand<unknown> = { ...perUnit, weight: 2.8 };
  const cell: Cell = {
    group: {
      id: 'group',
      quota: { cpu: billionths(9) },
      requests: { a: { cpu: billionths(1) }, b: { cpu: billionths(1) } },
      others: {},
    },
    actors: [
      actor('a', { work: grow(0.5, 500) }, { demand: weighted }),
      actor('b', { work: grow(3.92, 3_920) }),
    ],
  };
  const { lowered } = watch(cell, 900, 4_500);
  assert.ok(lowered.length <= 6, `${lowered.length} times`);
});

test('a queue with steady arrivals has as many workers as it needs, give or take two', () => {
  const work: Script['work'] = { kind: 'arriving', perSecond: () => 0.25 };
  const { least, most } = watch({ actors: [actor('a', { work })] }, 900, 4_500);
  assert.ok(least >= 5 && most <= 7, `${least} to ${most}`);
});

for (const [name, given] of [
  ['given', { serviceTime: millis(20_000) }],
  ['learnt', {}],
] as const) {
  test(`a deadline with a service time that is ${name} neither runs away nor starves its queue`, () => {
    const demand: Demand<unknown> = {
      mode: 'deadline',
      signal: 'q',
      drain: { within: millis(600_000) },
      ...given,
    };
    const work: Script['work'] = { kind: 'arriving', perSecond: () => 0.5 };
    const one = actor('a', { work, initial: 1 }, { demand });
    const { most } = watch({ actors: [one] }, 2_400, 7_200);
    assert.ok(most <= 25, `${most} workers`);
    assert.ok(one.workers.units() <= 0.5 * 600, `${one.workers.units()} units`);
  });
}

test('workers that are busy are lowered once they are idle, and none is stopped at work', () => {
  const idleness = { from: 'annotation', key: 'example.org/state' } as const;
  const times = { startUp: 5, goes: 10, service: () => 300 };
  const work: Script['work'] = {
    kind: 'arriving',
    perSecond: (second) => (second <= 60 ? 0.2 : 0),
  };
  const one = actor('a', { work, times }, { victims: 'idle', idleness });
  watch({ actors: [one] }, 0, 1_200);
  assert.equal([one.workers.current(), one.workers.killed()], [0, 0]);
});

test('after a gap of a quarter of an hour the pool has the right number again within a minute', () => {
  const one = actor('a', {
    work: { kind: 'given', units: (second) => (second < 600 ? 10 : 20) },
    health: (second) => (500 <= second && second < 1_400 ? 'gone' : 'well'),
  });
  const cell: Cell = { actors: [one] };
  play(cell, { until: 1_390, step: 5 }, quiet, () => {});
  assert.is(one.workers.current(), 10);
  play(cell, { start: 1_395, until: 1_455, step: 5 }, quiet, () => {});
  assert.is(one.workers.current(), 20);
});

for (const formula of ['hyperflow', 'wpok'] as const) {
  test(`shares by the formula ${formula} come to rest, and what is in the queue is worked on`, () => {
    const demand: Demand<unknown> = { ...perUnit, formula };
    const cell: Cell = {
      group: {
        id: 'group',
        quota: { 'requests.cpu': billionths(12) },
        requests: { a: { 'requests.cpu': billionths(1) }, b: { 'requests.cpu': billionths(1) } },
        others: {},
      },
      actors: [
        actor('a', { work: { kind: 'given', units: () => 30 } }, { demand }),
        actor('b', { work: { kind: 'given', units: () => 10 } }, { demand }),
      ],
    };
    const { lowered, least, most } = watch(cell, 300, 1_800);
    assert.equal([lowered, least], [[], most]);
    assert.ok(least >= 8 && cell.actors[1]!.workers.current() >= 3);
  });
}

test.run();
