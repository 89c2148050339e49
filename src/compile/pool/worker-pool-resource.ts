import type { Environment } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { poolMetadata } from '../metadata.ts';
import type { RosterResource } from '../roster-resource.ts';
import { resolvedSpec } from './resolved-spec.ts';

/** The pool as the runtime reads it; none where the environment has no runtime. */
export function workerPoolResource(
  pool: WorkerPool,
  environment: Environment,
): RosterResource | undefined {
  if (!environment.runtime) return undefined;
  const { annotations } = pool;
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'WorkerPool',
    metadata: poolMetadata('WorkerPool', pool, environment, { annotations }),
    spec: resolvedSpec(pool),
  };
}
