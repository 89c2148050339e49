import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Demand } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import { emptyMemory } from '../../../src/scaling/memory.ts';
import { at, scaling } from '../pool-input.ts';
import { createActor, type Work } from './actor.ts';
import { play, quiet } from './cell.ts';
import { createChance } from './chance.ts';
import { type Course, learnIn } from './learning.ts';
import { seeds } from './seeds.ts';

const hour = 3_600;

/** How long a course is played before it must be known how long a unit takes. */
function learningTime(each: number): number {
  return Math.max(3 * hour, 200 * each);
}

function isWithinTwo(found: number | undefined, right: number): boolean {
  return found !== undefined && found <= 2 * right && found >= right / 2;
}

for (const each of [1, 20, 600])
  for (const load of [0.3, 0.6, 0.9])
    test(`with units of ${each} s and ${100 * load} % of the workers busy, time and burst are right within a factor of 2`, () => {
      const courses: Course[] = [0, 50].map((first) => ({
        each,
        load,
        first,
        max: 20,
        scatter: 'random',
      }));
      const even: Course[] = courses.map((course) => ({ ...course, scatter: 'even' }));
      const all = [
        ...even.map((course) => ({ course, seed: 0 })),
        ...seeds(3).flatMap((seed) => courses.map((course) => ({ course, seed }))),
      ];
      for (const { course, seed } of all) {
        const { learnt, asked, right } = learnIn(course, createChance(seed), learningTime(each));
        const what = JSON.stringify({ ...course, seed, learnt, asked, right });
        assert.ok(isWithinTwo(learnt, each) && isWithinTwo(asked, right), what);
      }
    });

for (const each of [1, 20, 600])
  test(`with workers that are never all busy, units of ${each} s are not known, or right within a factor of 2`, () => {
    for (const seed of seeds(5)) {
      const course: Course = { each, load: 0.2, first: 0, max: 20, min: 20, scatter: 'random' };
      const { learnt } = learnIn(course, createChance(seed), learningTime(each));
      assert.ok(learnt === undefined || isWithinTwo(learnt, each), `${learnt} s, seed ${seed}`);
    }
  });

for (const wrong of [130, 0.01])
  test(`a learnt ${wrong} s that is really one is forgotten`, () => {
    const serviceTime = { mean: millis(wrong * 1_000), deviation: millis(100), samples: 400 };
    const memory = { ...emptyMemory(at(0)), serviceTime };
    const course: Course = { each: 1, load: 0.3, first: 600, max: 20, scatter: 'random', memory };
    const { learnt } = learnIn(course, createChance(1), hour);
    assert.ok(isWithinTwo(learnt, 1), `${learnt} s`);
  });

/** The most workers that are asked for in two hours, with 15,000 messages that are published at once and eight hours for them. */
function mostFor(work: Work, given: { readonly serviceTime?: ReturnType<typeof millis> }) {
  const demand: Demand<unknown> = {
    mode: 'deadline',
    signal: 'q',
    drain: { by: '20:00', timezone: 'Etc/UTC' },
    ...given,
  };
  const actor = createActor({
    id: 'a',
    scaling: scaling({ demand, max: 5_000, hold: millis(120_000) }),
    times: { startUp: 20, goes: 10, service: () => 20 },
    delay: 2,
    work,
    initial: 0,
    priority: 1,
    health: () => 'well',
  });
  let most = 0;
  play({ actors: [actor] }, { until: 2 * hour, step: 5 }, quiet, ({ decisions }) => {
    most = Math.max(most, decisions.get('a')!.replicas);
  });
  return most;
}

for (const [name, given] of [
  ['given', { serviceTime: millis(20_000) }],
  ['learnt', {}],
] as const)
  for (const seconds of [5, 60, 120])
    test(`15,000 messages within ${seconds} s are a backlog and no rate, with a time that is ${name}`, () => {
      const perSecond = (second: number) =>
        second > 600 && second <= 600 + seconds ? 15_000 / seconds : 0;
      // 15,000 units of 20 s in 7 h 50 m at eight tenths: 13.3
      const most = mostFor({ kind: 'arriving', perSecond }, given);
      assert.ok(most >= 13 && most <= 20, `${most} workers`);
    });

test.run();
