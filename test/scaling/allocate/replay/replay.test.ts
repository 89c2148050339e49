import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { geometricMean, type RuleName, type Runs, runAll, typical, worstPool } from './compare.ts';
import type { Outcome } from './model.ts';

const all = runAll();

/** A rule against equal shares: by situation, below 1 is better. */
function against(rule: RuleName, of: (outcome: Outcome) => number): readonly number[] {
  return all.filter((runs) => runs.rule === rule).map((runs) => ratio(runs, 'equal', of));
}

function ratio(runs: Runs, other: RuleName, of: (outcome: Outcome) => number): number {
  const base = all.find(
    ({ rule, situation, quota }) =>
      rule === other && situation === runs.situation && quota === runs.quota,
  );
  return typical(runs, of) / typical(base!, of);
}

const p95 = ({ p95Wait }: Outcome): number => p95Wait;
const makespan = ({ makespan: seconds }: Outcome): number => seconds;
const churn = ({ churn: moves }: Outcome): number => moves;
const most = (values: readonly number[]): number => Math.max(...values);

test('tasks wait less than with equal shares, in no situation longer', () => {
  assert.ok(geometricMean(against('roster', p95)) < 0.88);
  assert.ok(most(against('roster', p95)) < 1.005);
});

test('the pool that waits longest waits less, too', () => {
  assert.ok(geometricMean(against('roster', worstPool)) < 0.95);
});

test('the makespan pays for it, by less than with shares by backlog', () => {
  const price = against('roster', makespan);
  assert.ok(geometricMean(price) < 1.06);
  assert.ok(most(price) < 1.2);
  for (const rule of ['byBacklog', 'hyperflow', 'fork'] as const) {
    assert.ok(geometricMean(price) < geometricMean(against(rule, makespan)), rule);
    assert.ok(most(price) < most(against(rule, makespan)), rule);
  }
});

test('there are fewer changes than with equal shares', () => {
  assert.ok(geometricMean(against('roster', churn)) < 0.95);
});

for (const quota of [24, 48]) {
  test(`many short tasks beside few long ones wait a third less under a quota of ${quota}`, () => {
    const runs = of('roster', 'manyShortFewLong', quota);
    assert.ok(ratio(runs, 'equal', p95) < 0.68);
    assert.ok(ratio(runs, 'hyperflow', p95) < 1.1);
  });
}

test('a short queue beside a long one waits a third longer than with equal shares, not six times as long', () => {
  const burst = ({ p95ByPool }: Outcome): number => p95ByPool.get('bursts')!;
  assert.ok(ratio(of('roster', 'bursts', 24), 'equal', burst) < 1.4);
  assert.ok(ratio(of('byBacklog', 'bursts', 24), 'equal', burst) > 5);
});

test('the same seed gives the same replay', () => assert.equal(runAll(), all));

test.run();

function of(rule: RuleName, situation: string, quota: number): Runs {
  return all.find(
    (runs) => runs.rule === rule && runs.situation === situation && runs.quota === quota,
  )!;
}
