import type { Environment } from '../../model/environment.ts';
import type { Peer } from '../../model/network.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { ownPodsOf } from '../labels.ts';
import { poolMetadata } from '../metadata.ts';
import { networkPolicy } from '../network-policy.ts';
import type { KubernetesObject } from '../object.ts';
import { componentSelector } from '../runtime-objects/component.ts';
import { idlenessPorts } from './idleness-ports.ts';

/** Cuts the workers of a pool off from all that its policy does not name; none where it says nothing of the network. */
export function poolNetworkPolicy(
  pool: WorkerPool,
  environment: Environment,
): KubernetesObject | undefined {
  const { network } = pool;
  if (network === undefined) return undefined;
  const metadata = poolMetadata('NetworkPolicy', pool, environment);
  const ingress = [...controller(pool, environment), ...network.ingress];
  return networkPolicy(metadata, ownPodsOf(pool), { ...network, ingress });
}

/** The controller, where it asks the workers whether they are idle. */
function controller(pool: WorkerPool, { runtime }: Environment): readonly Peer[] {
  const ports = idlenessPorts(pool);
  if (runtime === undefined || ports.length === 0) return [];
  return [{ namespace: runtime.namespace, podLabels: componentSelector('controller'), ports }];
}
