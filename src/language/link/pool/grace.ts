import { formatDuration } from '../../../model/units.ts';
import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';

/** Checks that a worker which is stopped amid its longest task may finish it. */
export function reportGrace(
  context: Context,
  { worker: { gracePeriod, longestTask }, scaling: { victims, idleness }, engine }: WorkerPool,
): void {
  if (longestTask === undefined || longestTask <= gracePeriod) return;
  if (victims === 'idle' && idleness !== undefined) return;
  const why = reasonOf(engine.name, victims);
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

function reasonOf(
  engine: WorkerPool['engine']['name'],
  victims: WorkerPool['scaling']['victims'],
): string {
  if (engine !== 'runtime') return `because engine \`${engine}\` stops any worker`;
  return victims === 'any'
    ? 'with `victims: any`'
    : 'where nobody says which workers are idle, so that any may go';
}
