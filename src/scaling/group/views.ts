import { upstreamFit } from '../allocate/upstream-share.ts';
import type { GroupInput } from '../group-input.ts';
import type { PoolInput } from '../pool-input.ts';
import type { GroupView } from '../trust.ts';
import { isBusy, lowestServed, priorityOf } from './levels.ts';
import type { Quota } from './quota.ts';

/** What the group tells each of its pools before it asks for anything, by pool id. */
export function viewsOf(
  { priorityLevels }: GroupInput,
  quota: Quota,
  inputs: readonly PoolInput[],
): ReadonlyMap<string, GroupView> {
  const lowest = lowestServed(inputs, priorityLevels);
  const total = backlogOf(inputs);
  return new Map(
    inputs.map((input) => {
      const priority = priorityOf(input);
      const isUnserved = lowest !== undefined && isBusy(input) && priority < lowest;
      const view = {
        backlog: { total, fit: fitOf(input, quota) },
        ...(isUnserved && { unserved: { priority } }),
      };
      return [input.id, view];
    }),
  );
}

// Only HyperFlow's formulas look at it, and it takes as long as the rest of a decision.
function fitOf({ id, scaling: { demand } }: PoolInput, quota: Quota): number | undefined {
  if (demand.mode !== 'share' || demand.formula === 'roster') return undefined;
  return upstreamFit([quota.whole], quota.requestOf(id));
}

function backlogOf(inputs: readonly PoolInput[]): number {
  return inputs
    .filter(({ scaling }) => scaling.demand.mode === 'share')
    .map(({ observation }) => observation.sample?.load.units ?? 0)
    .filter((units) => Number.isFinite(units) && units > 0)
    .reduce((sum, units) => sum + units, 0);
}
