import type { Environment } from '../../../model/environment.ts';
import type { WorkerPool } from '../../../model/worker-pool.ts';
import type { Context } from '../../place.ts';
import { reportDisruption } from './disruption.ts';
import { reportVariables } from './environment-variables.ts';
import { reportIdentity } from './identity.ts';
import { reportLifecycle } from './lifecycle.ts';
import { reportPlacement } from './placement.ts';
import { reportProbes } from './probes.ts';
import { reportRepeats } from './repeats.ts';
import { reportResources } from './resources.ts';
import { reportRollout } from './rollout.ts';
import { reportTemplate } from './template.ts';
import { reportVolumes } from './volumes.ts';

/** Rules between the fields of one pool, and those of the API server that no schema can say. */
export function reportPool(context: Context, pool: WorkerPool, environment: Environment): void {
  reportLifecycle(context, pool, environment);
  reportProbes(context, pool);
  reportVariables(context, pool, environment);
  reportResources(context, pool);
  reportVolumes(context, pool);
  reportPlacement(context, pool);
  reportRollout(context, pool);
  reportDisruption(context, pool);
  reportIdentity(context, pool);
  reportRepeats(context, pool);
  reportTemplate(context, pool);
}
