import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { play, type Turn } from './cell.ts';
import { createChance } from './chance.ts';
import { broken } from './laws.ts';
import { randomCell, randomEvents } from './random-cell.ts';
import { createRateLaw } from './rate-law.ts';
import { seeds } from './seeds.ts';

const step = 5;

test('whatever happens for three quarters of an hour, no decision breaks a law', () => {
  for (const seed of seeds(30)) {
    const chance = createChance(seed);
    const cell = randomCell(chance);
    const events = randomEvents(chance);
    const againstRates = createRateLaw(step);
    const problems: string[] = [];
    play(cell, { until: 2_700, step }, events, (turn: Turn) => {
      problems.push(...broken(turn), ...againstRates(turn));
    });
    assert.equal(problems.slice(0, 3), [], `seed ${seed}`);
  }
});

test.run();
