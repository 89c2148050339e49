import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';
import { isNone, percentOf, reportOverHundred } from './percent.ts';

/** Checks the budget for node drains: no share above all, and warns of one that lets no worker go. */
export function reportDisruption(context: Context, { disruption, scaling }: WorkerPool): void {
  const isFloor = 'minAvailable' in disruption;
  const path = ['disruption', isFloor ? 'minAvailable' : 'maxUnavailable'];
  const value = isFloor ? disruption.minAvailable : disruption.maxUnavailable;
  const isTooMuch = reportOverHundred(context, path, value);
  // a pool that never has a worker gets no budget
  if (isTooMuch || scaling.max === 0) return;
  if (!(isFloor ? keepsAll(value, scaling.max) : isNone(value))) return;
  complain(
    context,
    'drain-blocked',
    path,
    (field) =>
      isFloor
        ? `${field} lets no worker go, since there are never more than ${scaling.max}: no node with one of them can be drained, got ${JSON.stringify(value)}`
        : `${field} lets no worker go: no node with one of them can be drained, got ${JSON.stringify(value)}`,
    { help: 'let at least one go: `disruption: {maxUnavailable: 1}`' },
  );
}

/** Kubernetes rounds the percentage up; what keeps all of the most workers keeps all of any fewer. */
function keepsAll(value: string | number, max: number): boolean {
  const percent = percentOf(value);
  return (percent === undefined ? Number(value) : Math.ceil((percent * max) / 100)) >= max;
}
