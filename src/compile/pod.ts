import type * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { Environment } from '../model/environment.ts';
import { seconds } from '../model/units.ts';
import type { WorkerPool } from '../model/worker-pool.ts';
import { container } from './container.ts';
import { defined } from './defined.ts';
import { podLabels } from './labels.ts';
import { placement } from './placement.ts';
import { automount, podSecurity } from './security.ts';
import { serviceAccountName } from './service-account.ts';
import { podVolumes } from './volumes.ts';

/** The pod template, as far as the typed API can say it; `pod-template.ts` adds the rest. */
export function pod(pool: WorkerPool, environment: Environment): k8s.PodTemplateSpec {
  const { annotations } = pool.worker;
  return {
    metadata: defined<k8s.ObjectMeta>({
      labels: podLabels(pool, environment),
      annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
    }),
    spec: podSpec(pool),
  };
}

function podSpec(pool: WorkerPool): k8s.PodSpec {
  const { worker } = pool;
  return defined<k8s.PodSpec>({
    serviceAccountName: serviceAccountName(pool),
    automountServiceAccountToken: automount(worker.security),
    imagePullSecrets:
      worker.pullSecrets.length === 0 ? undefined : worker.pullSecrets.map((name) => ({ name })),
    priorityClassName: worker.priorityClass,
    terminationGracePeriodSeconds: seconds(worker.gracePeriod),
    securityContext: podSecurity(worker.security),
    ...placement(pool),
    containers: [container(worker)],
    volumes: worker.volumes.length === 0 ? undefined : podVolumes(worker.volumes),
  });
}
