import type { Worker } from '../../model/worker.ts';
import type { Context } from '../place.ts';
import { readPod } from '../pod/read-pod.ts';
import { workerDefaults } from '../schema/defaults.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';
import { reportLabels } from '../values/labels.ts';
import { readDuration } from '../values/values.ts';

/** Reads `spec.worker` of a pool: units resolved, defaults applied. */
export function readWorker(context: Context, written: WrittenPool['worker']): Worker {
  const { longestTask, rollout, selector } = written;
  reportLabels(context, ['worker', 'selector'], selector);
  return {
    ...readPod(context, written),
    ...(longestTask && {
      longestTask: readDuration(context, ['worker', 'longestTask'], longestTask),
    }),
    rollout: {
      maxSurge: workerDefaults.maxSurge,
      maxUnavailable: workerDefaults.maxUnavailable,
      recreate: false,
      ...rollout,
    },
    ...(selector && { selector }),
  };
}
