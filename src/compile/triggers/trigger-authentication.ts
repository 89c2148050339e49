import type { Environment } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { poolMetadata } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';
import type { Scaler, SecretTarget } from './scaler.ts';

export interface TriggerAuthentication extends KubernetesObject {
  readonly spec: { readonly secretTargetRef: readonly SecretTarget[] };
}

/** Which Secrets open the pool's signal; none where it needs none. */
export function triggerAuthentication(
  pool: WorkerPool,
  environment: Environment,
  signal: Scaler | undefined,
): TriggerAuthentication | undefined {
  if (signal === undefined || signal.secrets.length === 0) return undefined;
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'TriggerAuthentication',
    metadata: poolMetadata('TriggerAuthentication', pool, environment),
    spec: { secretTargetRef: signal.secrets },
  };
}
