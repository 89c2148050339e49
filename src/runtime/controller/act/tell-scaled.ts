import { explain } from '../../../scaling/explain.ts';
import type { CellDecision } from '../cell/decide-cell.ts';
import { replicasOf } from '../cell/gather-pool.ts';
import type { Subject } from '../cell/look.ts';
import type { Acted } from './scale-pool.ts';
import type { Writes } from './writes.ts';

/** Tells of each pool that was scaled from how many workers to how many, and why. */
export function tellScaled(
  subjects: readonly Subject[],
  { decisions }: CellDecision,
  acted: ReadonlyMap<string, Acted>,
  writes: Pick<Writes, 'tell'>,
): void {
  for (const { object, pool } of subjects) {
    const done = acted.get(pool.id);
    if (done?.act !== 'scaled') continue;
    const why = (decisions.get(pool.id)?.reasons ?? []).map(explain).join('; ');
    const note = `From ${done.from} to ${replicasOf(done.deployment)} workers: ${why}.`;
    writes.tell('WorkerPool', object, { type: 'Normal', reason: 'Scaled', action: 'Scale', note });
  }
}
