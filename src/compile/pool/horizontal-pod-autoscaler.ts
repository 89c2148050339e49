import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import { canonicalQuantity } from '../../model/canonical-quantity.ts';
import type { Environment } from '../../model/environment.ts';
import type { Usage } from '../../model/scaling.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { poolMetadata } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';
import { type ScaleBehavior, scaleBehavior } from './scale-behavior.ts';

/** Hands a pool's number of workers to Kubernetes itself; none where somebody else moves it. KEDA makes its own. */
export function horizontalPodAutoscaler(
  pool: WorkerPool,
  environment: Environment,
): KubernetesObject | undefined {
  const { engine, name, scaling } = pool;
  if (engine.name !== 'hpa' || scaling.demand.mode !== 'utilization') return undefined;
  const { cpu, memory } = scaling.demand;
  const spec: k8s.HorizontalPodAutoscalerSpecV2 = {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: scaling.min,
    maxReplicas: scaling.max,
    metrics: [...usageOf('cpu', cpu), ...usageOf('memory', memory)],
    behavior: behaviorOf(scaleBehavior(scaling)),
  };
  return {
    ...k8s.KubeHorizontalPodAutoscalerV2.manifest({ spec }),
    metadata: poolMetadata('HorizontalPodAutoscaler', pool, environment),
  };
}

function usageOf(name: string, usage: Usage | undefined): k8s.MetricSpecV2[] {
  if (usage === undefined) return [];
  const target =
    'averageValue' in usage
      ? {
          type: 'AverageValue',
          averageValue: k8s.Quantity.fromString(canonicalQuantity(usage.averageValue.text)),
        }
      : { type: 'Utilization', averageUtilization: usage.averageUtilization };
  return [{ type: 'Resource', resource: { name, target } }];
}

/** KEDA hands the same on to the HPA that it makes. */
function behaviorOf({ scaleUp, scaleDown }: ScaleBehavior): k8s.HorizontalPodAutoscalerBehaviorV2 {
  const rules = ({ policies, ...rest }: ScaleBehavior['scaleUp']) => ({
    ...rest,
    ...(policies && { policies: [...policies] }),
  });
  return { scaleUp: rules(scaleUp), scaleDown: rules(scaleDown) };
}
