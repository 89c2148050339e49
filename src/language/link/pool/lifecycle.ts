import type { Environment } from '../../../model/environment.ts';
import { formatDuration, seconds } from '../../../model/units.ts';
import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';
import { reportPort } from './ports.ts';

/** Checks what happens when a worker is told to stop: the wait, the hook and the length of its tasks. */
export function reportLifecycle(
  context: Context,
  pool: WorkerPool,
  environment: Environment,
): void {
  const { preStop } = pool.worker;
  reportGrace(context, pool);
  if (preStop === undefined) return;
  if ('sleep' in preStop) reportSleep(context, pool, environment);
  if ('httpGet' in preStop) {
    const path = ['worker', 'preStop', 'httpGet', 'port'];
    reportPort(context, path, preStop.httpGet.port, pool.worker.ports);
  }
}

function reportSleep(
  context: Context,
  { worker: { preStop, gracePeriod } }: WorkerPool,
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
    { help: 'the wait is part of `spec.worker.gracePeriod`' },
  );
}

function reportGrace(
  context: Context,
  { worker: { gracePeriod, longestTask }, scaling: { victims }, engine }: WorkerPool,
): void {
  if (longestTask === undefined || longestTask <= gracePeriod || victims === 'idle') return;
  const why =
    engine.name === 'runtime'
      ? 'with `victims: any`'
      : `because engine \`${engine.name}\` stops any worker`;
  complain(
    context,
    'grace-too-short',
    ['worker', 'gracePeriod'],
    (field) =>
      `${field} must be at least as long as the longest task ${why}: ${formatDuration(gracePeriod)} is shorter than ${formatDuration(longestTask)}`,
    {
      help: `write \`gracePeriod: ${formatDuration(longestTask)}\``,
    },
  );
}
