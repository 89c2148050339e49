import { formatDuration } from '../../../model/units.ts';
import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';

/** Checks that a worker which is stopped amid its longest task may finish it. */
export function reportGrace(
  context: Context,
  { worker: { gracePeriod, longestTask }, scaling: { victims }, engine }: WorkerPool,
): void {
  if (longestTask === undefined || longestTask <= gracePeriod || victims === 'idle') return;
  const why =
    engine.name === 'runtime'
      ? 'with `victims: any`'
      : `because engine \`${engine.name}\` stops any worker`;
  complain(
    context,
    'grace-too-short',
    ['worker', 'gracePeriod'],
    (field) =>
      `${field} must be at least as long as the longest task ${why}: ${formatDuration(gracePeriod)} is shorter than ${formatDuration(longestTask)}`,
    {
      help: `write \`gracePeriod: ${formatDuration(longestTask)}\``,
    },
  );
}
