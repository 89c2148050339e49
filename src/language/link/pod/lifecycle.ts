import type { Environment } from '../../../model/environment.ts';
import { formatDuration, seconds } from '../../../model/units.ts';
import { type Context, complain, fieldName } from '../../place.ts';
import type { PodPolicy } from './pod-policy.ts';
import { reportPort } from './ports.ts';

/** Checks what happens when a pod is told to stop: the wait and the hook. */
export function reportLifecycle(
  context: Context,
  policy: PodPolicy,
  environment: Environment,
): void {
  const { preStop } = policy.worker;
  if (preStop === undefined) return;
  if ('sleep' in preStop) reportSleep(context, policy, environment);
  if ('httpGet' in preStop) {
    const path = ['worker', 'preStop', 'httpGet', 'port'];
    reportPort(context, path, preStop.httpGet.port, {
      ports: policy.worker.ports,
      path: ['worker', 'ports'],
    });
  }
}

function reportSleep(
  context: Context,
  { worker: { preStop, gracePeriod } }: PodPolicy,
  { name, versions: { kubernetes } }: Environment,
): void {
  if (preStop === undefined || !('sleep' in preStop)) return;
  const path = ['worker', 'preStop', 'sleep'];
  const [major, minor] = kubernetes;
  if (major === 1 && minor < 30) {
    complain(
      context,
      'wrong-value',
      path,
      (field) => `${field} needs Kubernetes 1.30, environment \`${name}\` has ${major}.${minor}`,
      { at: 'key', help: 'use `exec: {command: [sleep, "5"]}` if the image has that program' },
    );
  }
  const { sleep } = preStop;
  if (sleep > 0 && seconds(sleep) <= seconds(gracePeriod)) return;
  complain(
    context,
    'wrong-value',
    path,
    (field) =>
      `${field} must be longer than 0s and at most the grace period, which is ${formatDuration(gracePeriod)}, got ${formatDuration(sleep)}`,
    { help: `the wait is part of \`${fieldName(context, ['worker', 'gracePeriod'])}\`` },
  );
}
