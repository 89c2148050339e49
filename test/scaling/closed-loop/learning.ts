import type { Demand } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import type { PoolMemory } from '../../../src/scaling/memory.ts';
import { scaling } from '../pool-input.ts';
import { type Actor, createActor, type Script } from './actor.ts';
import { play, quiet } from './cell.ts';
import type { Chance } from './chance.ts';

/** A queue with steady arrivals and a pool that has to learn how long a unit takes. */
export interface Course {
  /** Seconds that a unit takes. */
  readonly each: number;
  /** The part of the most workers that steady arrivals keep busy. */
  readonly load: number;
  /** The most workers. */
  readonly max: number;
  /** How even units and arrivals are. */
  readonly scatter: 'even' | 'random';
  /** Units a worker at its start. */
  readonly first: number;
  /** The least workers, if not 0. */
  readonly min?: number;
  /** What it begins with. */
  readonly memory?: PoolMemory;
}

/** So many arrivals where `mean` are expected, by Knuth; a normal one where there are many. */
function poisson(mean: number, chance: Chance): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(chance)));
  let [product, count] = [chance.next(), 0];
  const least = Math.exp(-mean);
  while (product > least) {
    product *= chance.next();
    count += 1;
  }
  return count;
}

function normal(chance: Chance): number {
  return Array.from({ length: 12 }, chance.next).reduce((sum, value) => sum + value, -6);
}

// Half an hour, or sixty times what a unit takes.
function withinOf({ each }: Course): number {
  return Math.max(1_800, 60 * each);
}

/** Seconds between two decisions. */
const step = 15;

function learningActor(course: Course, chance: Chance): Actor {
  const { each, load, max, scatter, first, min = 0, memory } = course;
  const demand: Demand<unknown> = {
    mode: 'deadline',
    signal: 'q',
    drain: { within: millis(withinOf(course) * 1_000) },
  };
  const rate = (load * max) / each;
  const isEven = scatter === 'even';
  const script: Script = {
    id: 'a',
    scaling: scaling({ demand, min, max, hold: millis(120_000) }),
    times: {
      startUp: 20,
      goes: 10,
      service: () => (isEven ? each : each * (0.5 + chance.next())),
    },
    delay: 0,
    work: {
      kind: 'arriving',
      perSecond: (second) => {
        const burst = second === 0 ? (first * max) / step : 0;
        return burst + (isEven ? rate : poisson(rate * step, chance) / step);
      },
    },
    initial: Math.max(1, min),
    priority: 1,
    health: () => 'well',
  };
  return createActor(script, memory);
}

/** What was learnt after so many seconds, in seconds, and what a burst then asks for beside what is right. */
export function learnIn(course: Course, chance: Chance, until: number) {
  const actor = learningActor(course, chance);
  const cell = { actors: [actor] };
  play(cell, { until, step }, quiet, () => {});
  const { serviceTime } = actor.memory;
  const { each, load, max } = course;
  // as many units as need three quarters of the workers, besides those for what arrives
  actor.workers.arrive(Math.ceil((0.75 * max * withinOf(course) * 0.8) / each));
  let asked: number | undefined;
  play(cell, { start: until + step, until: until + 3 * step, step }, quiet, ({ decisions }) => {
    for (const reason of decisions.get('a')?.reasons ?? [])
      if (reason.rule === 'deadline') asked = reason.workers;
  });
  const learnt = serviceTime && serviceTime.mean / 1_000;
  return { learnt, asked, right: 0.75 * max + (load * max) / 0.8 };
}
