import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { at } from '../pool-input.ts';
import type { Actor } from './actor.ts';
import { type Cell, decideAt, play, type Turn } from './cell.ts';
import { createChance } from './chance.ts';
import { randomCell, randomEvents } from './random-cell.ts';
import { seeds } from './seeds.ts';

/** A cell as a seed makes it, a while after its start: from then on nothing happens any more but time and its own scaling. */
function still(seed: number, second: number): Cell {
  const chance = createChance(seed);
  const cell = randomCell(chance);
  play(cell, { until: second, step: 5 }, randomEvents(chance), () => {});
  return cell;
}

function scale({ workers, script }: Actor, { decisions }: Turn): boolean {
  const { replicas } = decisions.get(script.id)!;
  if (replicas === workers.current()) return false;
  workers.scaleTo(replicas);
  return true;
}

/** Decides every second, or only when a decision said that time alone may change it and after a number has changed. */
function follow(cell: Cell, from: number, until: number, how: 'eachSecond' | 'whenDue') {
  const course: string[] = [];
  let due = from;
  for (let second = from; second <= until; second += 1) {
    if (how === 'whenDue' && second < due) continue;
    const turn = decideAt(cell, second);
    for (const actor of cell.actors) actor.memory = turn.decisions.get(actor.script.id)!.memory;
    const moved = cell.actors.filter((actor) => scale(actor, turn));
    for (const { script, workers } of moved)
      course.push(`${second}: ${script.id} ${workers.current()}`);
    due = moved.length > 0 ? second + 1 : nextOf(turn);
  }
  return course;
}

function nextOf({ decisions }: Turn): number {
  const times = [...decisions.values()].map(({ again }) => again ?? Number.POSITIVE_INFINITY);
  return (Math.min(...times) - at(0)) / 1_000;
}

test('who looks again only when told to sees the same course as who looks each second', () => {
  for (const seed of seeds(20)) {
    const from = 300 + 5 * (seed % 200);
    const watched = follow(still(seed, from), from + 1, from + 900, 'eachSecond');
    const jumped = follow(still(seed, from), from + 1, from + 900, 'whenDue');
    assert.equal(jumped, watched, `seed ${seed}`);
  }
});

test.run();
