import type { Outcome, Rule } from './model.ts';
import { replay } from './model.ts';
import * as rules from './rules.ts';
import { scenarios } from './scenarios.ts';

export type RuleName = keyof typeof rules;

/** The outcomes of one rule in one situation, one for each seed. */
export interface Runs {
  readonly rule: RuleName;
  readonly situation: string;
  readonly quota: number;
  readonly outcomes: readonly Outcome[];
}

const seeds = [1, 2, 3, 4, 5];
const quotas = [24, 48, 96];

/** Runs every situation at every quota with every seed under every rule. */
export function runAll(): readonly Runs[] {
  return Object.entries(scenarios).flatMap(([situation, stages]) =>
    quotas.flatMap((quota) =>
      (Object.entries(rules) as [RuleName, Rule][]).map(([name, rule]) => ({
        rule: name,
        situation,
        quota,
        outcomes: seeds.map((seed) =>
          replay({ stages, quota, seed, tick: 15, startDelay: 10 }, rule),
        ),
      })),
    ),
  );
}

/** The geometric mean over the seeds of a number that is at least 1. */
export function typical({ outcomes }: Runs, of: (outcome: Outcome) => number): number {
  return geometricMean(outcomes.map((outcome) => Math.max(1, of(outcome))));
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

export function worstPool({ p95ByPool }: Outcome): number {
  return Math.max(...p95ByPool.values());
}
