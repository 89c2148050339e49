import type { Demand } from '../../model/scaling.ts';
import { chartShare, forkShare } from '../allocate/upstream-share.ts';
import { count } from '../count.ts';
import type { Asked } from './asked.ts';

/** What the formulas of mode `share` know of the group. */
export interface GroupBacklog {
  /** Units of all pools of the group in this mode, by their last good samples. */
  readonly total: number;
  /** How many workers of the pool the quota has room for, as HyperFlow counts them; `undefined` where it cannot. */
  readonly fit: number | undefined;
}

type Share = Extract<Demand<unknown>, { mode: 'share' }>;

/**
 * Asks for one worker a unit; how many of them it gets, the allocator says. HyperFlow's formulas ask for their own part of
 * the quota. Where they have no number they ask for what there is: upstream a pool would be scaled to its minimum then.
 */
export function askShare(
  demand: Share,
  units: number,
  current: number,
  group: GroupBacklog | undefined,
): Asked {
  const wanted = group === undefined ? units : formulas[demand.formula](units, group);
  if (wanted !== undefined && Number.isFinite(wanted)) {
    const workers = count(wanted);
    return { workers, reason: { rule: 'share', units, workers } };
  }
  return { workers: current, isBlind: true, reason: { rule: 'share', units, workers: current } };
}

type Formula = (units: number, group: GroupBacklog) => number | undefined;

const formulas: Readonly<Record<Share['formula'], Formula>> = {
  roster: (units) => units,
  hyperflow: (units, { total, fit }) => chartShare(units, total, fit),
  wpok: (units, { total, fit }) => forkShare(units, total, fit),
};
