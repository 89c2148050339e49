import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { Environment } from '../model/environment.ts';
import type { WorkerPool } from '../model/worker-pool.ts';
import { defined } from './defined.ts';
import { poolMetadata } from './metadata.ts';
import type { KubernetesObject } from './object.ts';
import { automount } from './security.ts';

/** The pool's own identity; none where the policy names an existing one. */
export function serviceAccount(
  pool: WorkerPool,
  environment: Environment,
): KubernetesObject | undefined {
  const { name, annotations } = pool.worker.serviceAccount;
  if (name !== undefined) return undefined;
  const account = defined<k8s.KubeServiceAccountProps>({
    automountServiceAccountToken: automount(pool.worker.security),
  });
  return {
    ...k8s.KubeServiceAccount.manifest(account),
    metadata: poolMetadata('ServiceAccount', pool, environment, { annotations }),
  };
}

/** The identity that the pods run under. */
export function serviceAccountName(pool: WorkerPool): string {
  return pool.worker.serviceAccount.name ?? pool.name;
}
