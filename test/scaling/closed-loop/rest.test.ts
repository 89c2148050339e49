import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Reason } from '../../../src/scaling/reason.ts';
import { play, quiet, type Turn } from './cell.ts';
import { createChance } from './chance.ts';
import { overdrawn } from './laws.ts';
import { seeds } from './seeds.ts';
import { steadyCell } from './steady-cell.ts';

/** What holds a number back for a while only. */
const passing: readonly Reason['rule'][] = ['starting', 'stale', 'lost', 'hold', 'rate'];

/** After the longest hold, the slowest rate and the longest start. */
const settled = 4_500;

test('by a demand that stays as it is every pool comes to its number, and nothing is written any more', () => {
  for (const seed of seeds(20)) {
    const cell = steadyCell(createChance(seed), (chance) => {
      const units = chance.pick([0, 1, 2, 5, 9, 20, 60, 500]);
      return { kind: 'given', units: () => units };
    });
    const late: string[] = [];
    let last: Turn | undefined;
    play(cell, { until: 5_100, step: 10 }, quiet, (turn) => {
      last = turn;
      if (turn.second > settled) late.push(...writesOf(turn));
    });
    assert.equal(late, [], `seed ${seed}`);
    assert.equal(unsettled(last!), [], `seed ${seed}`);
  }
});

function writesOf({ second, inputs, decisions }: Turn): readonly string[] {
  return inputs
    .filter(({ id, current }) => decisions.get(id)!.replicas !== current)
    .map(({ id, current }) => `${second}: ${id} ${current} → ${decisions.get(id)!.replicas}`);
}

// Whoever has less than it wants is short of quota, and of none that would hold one worker more.
function unsettled({ inputs, decisions, cell }: Turn): readonly string[] {
  // Minima that do not fit the quota together keep room that nobody can use: `check` refuses them.
  const reasons = [...decisions.values()].flatMap((decision) => decision.reasons);
  if (reasons.some(({ rule }) => rule === 'overQuota')) return [];
  return inputs.flatMap(({ id }) => {
    const decision = decisions.get(id)!;
    const held = decision.reasons.filter(({ rule }) => passing.includes(rule));
    if (held.length > 0) return [`${id}: ${held[0]!.rule}`];
    if (decision.replicas === decision.wanted) return [];
    const more = { ...decision, replicas: decision.replicas + 1 };
    const isShort =
      cell.group !== undefined &&
      overdrawn(cell.group, inputs, new Map([...decisions, [id, more]])).length > 0;
    return isShort ? [] : [`${id}: ${decision.replicas} of ${decision.wanted}`];
  });
}

test.run();
