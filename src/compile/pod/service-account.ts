import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { Environment } from '../../model/environment.ts';
import type { Pod } from '../../model/pod.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { defined } from '../defined.ts';
import { poolMetadata } from '../metadata.ts';
import type { KubernetesObject, Metadata } from '../object.ts';
import { automount } from './security.ts';

/** The pool's own identity; none where the policy names an existing one. */
export function serviceAccount(
  pool: WorkerPool,
  environment: Environment,
): KubernetesObject | undefined {
  const { annotations } = pool.worker.serviceAccount;
  const metadata = poolMetadata('ServiceAccount', pool, environment, { annotations });
  return podAccount(pool.worker, metadata);
}

/** The identity of a pod, `metadata` with the annotations of its policy; none where it names an existing one. */
export function podAccount(
  { serviceAccount: { name }, security }: Pod,
  metadata: Metadata,
): KubernetesObject | undefined {
  if (name !== undefined) return undefined;
  const account = defined<k8s.KubeServiceAccountProps>({
    automountServiceAccountToken: automount(security),
  });
  return { ...k8s.KubeServiceAccount.manifest(account), metadata };
}
