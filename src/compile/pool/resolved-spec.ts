import type { JsonObject } from '../../model/json.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { resolvedScaling } from './resolved-scaling.ts';

/**
 * The spec of a pool's custom resource, in the words of the policy language: as written, with the profile merged in,
 * and with everything about scaling spelled out, so that the runtime needs no defaults and no look at other policies.
 */
export function resolvedSpec(pool: WorkerPool): JsonObject {
  const { profile, ...written } = pool.written;
  return { ...written, engine: pool.engine.name, scaling: resolvedScaling(pool.scaling) };
}
