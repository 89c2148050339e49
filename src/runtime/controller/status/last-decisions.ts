import { explain } from '../../../scaling/explain.ts';
import { oneLine } from '../../one-line.ts';
import type { Acted } from '../act/scale-pool.ts';
import type { CellDecision } from '../cell/decide-cell.ts';
import { replicasOf } from '../cell/gather-pool.ts';
import { timestamp } from './condition.ts';
import type { LastDecision } from './pool-status.ts';

/** By pool id: what this look at a cell changed, as it stands in the status until the next change. */
export function lastDecisionsOf(
  { decisions }: CellDecision,
  acted: ReadonlyMap<string, Acted>,
  wall: number,
): ReadonlyMap<string, LastDecision> {
  return new Map(
    [...acted].flatMap(([id, done]) => {
      if (done.act !== 'scaled') return [];
      const reasons = decisions.get(id)?.reasons ?? [];
      const last: LastDecision = {
        at: timestamp(wall),
        replicas: replicasOf(done.deployment),
        reasons: reasons.map((one) => oneLine(explain(one))),
      };
      return [[id, last] as const];
    }),
  );
}
