import { isObject } from '../../../model/json.ts';
import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';
import { isNone, reportOverHundred } from './percent.ts';

/** Checks that a new version can replace the old one at all, and that nothing is written that has no say in how. */
export function reportRollout(
  context: Context,
  { worker: { rollout }, written }: WorkerPool,
): void {
  const path = ['worker', 'rollout'];
  reportOverHundred(context, [...path, 'maxUnavailable'], rollout.maxUnavailable);
  if (rollout.recreate) {
    reportRecreate(context, written);
    return;
  }
  if (!isNone(rollout.maxSurge) || !isNone(rollout.maxUnavailable)) return;
  complain(
    context,
    'conflicting-fields',
    [...path, 'maxSurge'],
    (field) =>
      `${field} and \`spec.worker.rollout.maxUnavailable\` must not both be 0: no worker could ever be replaced`,
    { help: 'write `maxUnavailable: 1`, or let there be a pod more with `maxSurge: 1`' },
  );
}

function reportRecreate(context: Context, { worker }: WorkerPool['written']): void {
  const rollout = isObject(worker) && isObject(worker.rollout) ? worker.rollout : {};
  for (const name of ['maxSurge', 'maxUnavailable']) {
    if (rollout[name] === undefined) continue;
    complain(
      context,
      'conflicting-fields',
      ['worker', 'rollout', name],
      (field) => `${field} has no effect with \`recreate: true\`, which stops all old pods first`,
      { at: 'key', help: 'keep one of them' },
    );
  }
}
