import type { Environment } from '../../../model/environment.ts';
import type { WorkerPool } from '../../../model/worker-pool.ts';
import type { Context } from '../../place.ts';
import { reportPod } from '../pod/pod.ts';
import { reportDisruption } from './disruption.ts';
import { reportGrace } from './grace.ts';
import { reportMetrics } from './metrics.ts';
import { reportRollout } from './rollout.ts';
import { reportSelector } from './selector.ts';
import { reportUtilization } from './utilization.ts';

/** Rules between the fields of one pool, and those of the API server that no schema can say. */
export function reportPool(context: Context, pool: WorkerPool, environment: Environment): void {
  reportPod(context, pool, environment);
  reportGrace(context, pool);
  reportRollout(context, pool);
  reportDisruption(context, pool);
  reportSelector(context, pool);
  reportUtilization(context, pool);
  reportMetrics(context, pool);
}
