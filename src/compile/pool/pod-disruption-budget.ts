import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { Environment } from '../../model/environment.ts';
import { isAtLeast } from '../../model/version.ts';
import type { Disruption, WorkerPool } from '../../model/worker-pool.ts';
import { intOrString } from '../int-or-string.ts';
import { selectorOf } from '../labels.ts';
import { poolMetadata } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';

/** How many workers a node drain may take at once; no budget for a pool that never has any, or where all may go. */
export function podDisruptionBudget(
  pool: WorkerPool,
  environment: Environment,
): KubernetesObject | undefined {
  const { disruption, scaling } = pool;
  if (scaling.max === 0 || mayAllGo(disruption)) return undefined;
  const spec: k8s.PodDisruptionBudgetSpec = {
    ...budget(disruption),
    selector: { matchLabels: selectorOf(pool) },
    // Otherwise a worker that crashes for ever could never be evicted, and its node never drained.
    ...(knowsEvictionPolicy(environment) ? { unhealthyPodEvictionPolicy: 'AlwaysAllow' } : {}),
  };
  return {
    ...k8s.KubePodDisruptionBudget.manifest({ spec }),
    metadata: poolMetadata('PodDisruptionBudget', pool, environment),
  };
}

function mayAllGo(disruption: Disruption): boolean {
  return 'minAvailable' in disruption
    ? ['0', '0%'].includes(String(disruption.minAvailable))
    : disruption.maxUnavailable === '100%';
}

/** An older API server drops the field or, with strict validation, refuses the object. */
function knowsEvictionPolicy({ versions: { kubernetes } }: Environment): boolean {
  return isAtLeast(kubernetes, [1, 27]);
}

function budget(disruption: Disruption): k8s.PodDisruptionBudgetSpec {
  return 'minAvailable' in disruption
    ? { minAvailable: intOrString(disruption.minAvailable) }
    : { maxUnavailable: intOrString(disruption.maxUnavailable) };
}
