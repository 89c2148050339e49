import type * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import { seconds } from '../model/units.ts';
import type { WorkerPool } from '../model/worker-pool.ts';
import { container } from './container.ts';
import { defined } from './defined.ts';
import { placement } from './placement.ts';
import { automount, podSecurity } from './security.ts';
import { serviceAccountName } from './service-account.ts';
import { podVolumes } from './volumes.ts';

/** The pod, as far as the typed API can say it; `pod-template.ts` adds the rest. */
export function podSpec(pool: WorkerPool): k8s.PodSpec {
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
