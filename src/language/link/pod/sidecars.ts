import type { Environment } from '../../../model/environment.ts';
import { hasNativeSidecars } from '../../../model/native-sidecars.ts';
import { type Context, complain } from '../../place.ts';
import type { PodPolicy } from './pod-policy.ts';

/** Checks that a pod which is to end can: before Kubernetes 1.29 a sidecar was a container like any other, and kept a job going. */
export function reportSidecars(
  context: Context,
  { worker: { sidecars }, restartPolicy }: PodPolicy,
  { name, versions: { kubernetes } }: Environment,
): void {
  if (sidecars.length === 0 || restartPolicy === undefined || hasNativeSidecars(kubernetes)) return;
  complain(
    context,
    'wrong-value',
    ['worker', 'sidecars'],
    (field) =>
      `${field} needs Kubernetes 1.29 in a job, which would never end before, environment \`${name}\` has ${kubernetes.join('.')}`,
    { at: 'key', help: 'remove it, or let the job do without it in this environment' },
  );
}
