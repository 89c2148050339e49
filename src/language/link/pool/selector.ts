import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';

/** Checks what tells a pool's pods from others. */
export function reportSelector(context: Context, { worker: { selector } }: WorkerPool): void {
  if (selector !== undefined && Object.keys(selector).length === 0) {
    complain(
      context,
      'wrong-value',
      ['worker', 'selector'],
      (field) => `${field} must have at least one label, an empty one selects every pod there is`,
      { help: "remove it, or write the labels of the Deployment's selector" },
    );
  }
}
