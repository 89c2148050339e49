import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { Environment } from '../model/environment.ts';
import type { JsonObject } from '../model/json.ts';
import type { Worker } from '../model/worker.ts';
import type { WorkerPool } from '../model/worker-pool.ts';
import { defined } from './defined.ts';
import { intOrString } from './int-or-string.ts';
import { selectorOf } from './labels.ts';
import { poolMetadata } from './metadata.ts';
import type { KubernetesObject } from './object.ts';
import { pod } from './pod.ts';
import { finishTemplate } from './pod-template.ts';

/** The workers. `spec.replicas` is there only where Git owns the number: a second writer would fight the first at each sync. */
export function deployment(pool: WorkerPool, environment: Environment): KubernetesObject {
  const object = k8s.KubeDeployment.manifest({
    metadata: poolMetadata('Deployment', pool, environment, {
      labels: { 'roster.dev/engine': pool.engine.name },
    }),
    spec: defined<k8s.DeploymentSpec>({
      replicas: pool.engine.name === 'git' ? replicas(pool) : undefined,
      selector: { matchLabels: selectorOf(pool) },
      strategy: strategy(pool.worker.rollout),
      template: pod(pool, environment),
    }),
  });
  const spec: { readonly template: JsonObject } = object.spec;
  return { ...object, spec: { ...spec, template: finishTemplate(spec.template, pool) } };
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
