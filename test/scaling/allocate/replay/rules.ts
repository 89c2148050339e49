import { millis } from '../../../../src/model/units.ts';
import { allocate } from '../../../../src/scaling/allocate/allocate.ts';
import type { Claimant } from '../../../../src/scaling/allocate/claimant.ts';
import { chartShare, forkShare } from '../../../../src/scaling/allocate/upstream-share.ts';
import type { PoolView, Rule } from './model.ts';

const pod: ReadonlyMap<string, bigint> = new Map([['pods', 1n]]);

/** Plain max-min: nobody is more urgent than anybody. */
export const equal: Rule = allotted(({ units }) => ({ demand: units, weight: 1 }));

/** Shares in proportion to the number of tasks, capped by it. */
export const byBacklog: Rule = allotted(({ units }) => ({ demand: units, weight: units }));

/** Roster's rule. */
export const roster: Rule = allotted(({ units, waited }) => ({
  demand: units,
  weight: 1,
  backlog: units,
  waited: millis(waited),
}));

/** HyperFlow's chart with the sum of the queues as total, first come, first served under the quota. */
export const hyperflow: Rule = upstream(chartShare);

/** Its fork, the same way. */
export const fork: Rule = upstream(forkShare);

function allotted(
  claimOf: (pool: PoolView) => Partial<Claimant> & Pick<Claimant, 'demand' | 'weight'>,
): Rule {
  return (pools, quota) =>
    allocate(
      new Map([['pods', BigInt(quota)]]),
      pools.map((pool) => ({
        id: pool.id,
        request: pod,
        floor: 0,
        priority: 0,
        waited: millis(0),
        backlog: 1,
        ...claimOf(pool),
      })),
    ).workers;
}

function upstream(share: typeof chartShare): Rule {
  return (pools, quota) => {
    const total = pools.reduce((sum, { units }) => sum + units, 0);
    return new Map(pools.map(({ id, units }) => [id, share(units, total, quota) ?? 0]));
  };
}
