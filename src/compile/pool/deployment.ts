import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { Environment } from '../../model/environment.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Worker } from '../../model/worker.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { defined } from '../defined.ts';
import { intOrString } from '../int-or-string.ts';
import { fixedPodLabels, podLabels, selectorOf } from '../labels.ts';
import { poolMetadata } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';
import type { PodPlace } from '../pod/pod-place.ts';
import { podTemplate } from '../pod/pod-template.ts';

export interface Deployment extends KubernetesObject {
  readonly spec: JsonObject;
}

/** The workers. `spec.replicas` is there only where Git owns the number: a second writer would fight the first at each sync. */
export function deployment(pool: WorkerPool, environment: Environment): Deployment {
  const spec = k8s.toJson_DeploymentSpec(
    defined<k8s.DeploymentSpec>({
      replicas: pool.engine.name === 'git' ? replicas(pool) : undefined,
      selector: { matchLabels: selectorOf(pool) },
      strategy: strategy(pool.worker.rollout),
      template: {},
    }),
  );
  return {
    ...k8s.KubeDeployment.GVK,
    metadata: poolMetadata('Deployment', pool, environment, {
      labels: { 'roster.dev/engine': pool.engine.name },
    }),
    spec: { ...spec, template: podTemplate(pool.worker, placeOf(pool, environment)) },
  };
}

function placeOf(pool: WorkerPool, environment: Environment): PodPlace {
  return {
    labels: podLabels(pool, environment),
    fixedLabels: fixedPodLabels(pool),
    selector: selectorOf(pool),
    serviceAccountName: pool.worker.serviceAccount.name ?? pool.name,
    container: 'worker',
    kubernetes: environment.versions.kubernetes,
  };
}

function replicas({ scaling: { demand, min } }: WorkerPool): number {
  return demand.mode === 'fixed' || demand.mode === 'manual' ? demand.workers : min;
}

function strategy({
  recreate,
  maxSurge,
  maxUnavailable,
}: Worker['rollout']): k8s.DeploymentStrategy {
  if (recreate) return { type: 'Recreate' };
  return {
    type: 'RollingUpdate',
    rollingUpdate: {
      maxSurge: intOrString(maxSurge),
      maxUnavailable: intOrString(maxUnavailable),
    },
  };
}
