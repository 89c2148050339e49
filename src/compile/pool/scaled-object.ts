import type { Environment } from '../../model/environment.ts';
import type { Scaling } from '../../model/scaling.ts';
import { seconds } from '../../model/units.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { defined } from '../defined.ts';
import { poolMetadata } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';
import type { Scaler } from '../triggers/scaler.ts';
import { type Trigger, triggers } from '../triggers/triggers.ts';
import { type Fallback, fallback } from './fallback.ts';
import { type ScaleBehavior, scaleBehavior } from './scale-behavior.ts';

export interface ScaledObject extends KubernetesObject {
  readonly spec: ScaledObjectSpec;
}

interface ScaledObjectSpec extends ReplicaCounts {
  readonly scaleTargetRef: { readonly name: string };
  readonly pollingInterval: number;
  /** KEDA waits this long before it goes to zero; above zero the HPA's window counts. */
  readonly cooldownPeriod: number;
  readonly fallback?: Fallback;
  readonly advanced: {
    readonly horizontalPodAutoscalerConfig: { readonly behavior: ScaleBehavior };
  };
  readonly triggers: readonly Trigger[];
}

interface ReplicaCounts {
  readonly idleReplicaCount?: 0;
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
}

/** Hands a pool's number of workers to KEDA. `signal` is what KEDA asks, `undefined` for a fixed number with windows. */
export function scaledObject(
  pool: WorkerPool,
  environment: Environment,
  signal: Scaler | undefined,
): ScaledObject {
  const { scaling } = pool;
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: poolMetadata('ScaledObject', pool, environment),
    spec: defined<ScaledObjectSpec>({
      scaleTargetRef: { name: pool.name },
      pollingInterval: seconds(scaling.pollingInterval),
      cooldownPeriod: seconds(scaling.hold),
      ...replicaCounts(scaling),
      fallback: fallback(scaling),
      advanced: { horizontalPodAutoscalerConfig: { behavior: scaleBehavior(scaling) } },
      triggers: triggers(pool, signal),
    }),
  };
}

function replicaCounts({ demand, min, max, schedule }: Scaling): ReplicaCounts {
  switch (demand.mode) {
    case 'fixed':
      return { minReplicaCount: demand.workers, maxReplicaCount: max };
    case 'whileBusy': {
      const { workers } = demand;
      if (min !== 0 || schedule.length > 0) {
        throw new Error('KEDA does mode whileBusy only down to zero and without windows');
      }
      return { idleReplicaCount: 0, minReplicaCount: workers, maxReplicaCount: workers };
    }
    case 'proportional':
    case 'share':
    case 'deadline':
    case 'perNode':
    case 'platform':
    case 'manual':
    case 'utilization':
      return { minReplicaCount: min, maxReplicaCount: max };
  }
}
