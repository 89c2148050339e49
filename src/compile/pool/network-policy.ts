import type { Environment } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { ownPodsOf } from '../labels.ts';
import { poolMetadata } from '../metadata.ts';
import { networkPolicy } from '../network-policy.ts';
import type { KubernetesObject } from '../object.ts';

/** Cuts the workers of a pool off from all that its policy does not name; none where it says nothing of the network. */
export function poolNetworkPolicy(
  pool: WorkerPool,
  environment: Environment,
): KubernetesObject | undefined {
  if (pool.network === undefined) return undefined;
  const metadata = poolMetadata('NetworkPolicy', pool, environment);
  return networkPolicy(metadata, ownPodsOf(pool), pool.network);
}
