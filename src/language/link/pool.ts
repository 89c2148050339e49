import type { Environment } from '../../model/environment.ts';
import { isObject } from '../../model/json.ts';
import { formatDuration } from '../../model/units.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { type Context, complain } from '../place.ts';

/** Rules between the fields of one pool. */
export function reportPool(context: Context, pool: WorkerPool, environment: Environment): void {
  reportPreStop(context, pool, environment);
  reportGrace(context, pool);
  reportPorts(context, pool);
  reportTemplate(context, pool);
  reportLimits(context, pool);
  reportRepeats(context, pool);
}

function reportPreStop(
  context: Context,
  { worker: { preStop } }: WorkerPool,
  { name, versions: { kubernetes } }: Environment,
): void {
  const [major, minor] = kubernetes;
  if (preStop === undefined || !('sleep' in preStop) || major > 1 || minor >= 30) return;
  complain(
    context,
    'wrong-value',
    ['worker', 'preStop', 'sleep'],
    (field) => `${field} needs Kubernetes 1.30, environment \`${name}\` has ${major}.${minor}`,
    { at: 'key', help: 'use `exec: {command: [sleep, "5"]}` if the image has that program' },
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

function reportPorts(context: Context, { worker: { ports, probes } }: WorkerPool): void {
  const names = new Set(ports.map(({ name }) => name));
  for (const [name, probe] of Object.entries(probes)) {
    const action = probe?.httpGet !== undefined ? 'httpGet' : 'tcpSocket';
    const port = probe?.[action]?.port;
    if (port === undefined) continue;
    const isPort = typeof port === 'number' ? port >= 1 && port <= 65_535 : names.has(port);
    if (isPort) continue;
    complain(
      context,
      'invalid-port',
      ['worker', 'probes', name, action, 'port'],
      (field) =>
        `${field} must be 1 to 65535 or the name of a declared port, got ${JSON.stringify(port)}`,
      {
        help:
          names.size === 0
            ? 'declare it in `spec.worker.ports`'
            : `declared ports are ${[...names].join(', ')}`,
      },
    );
  }
}

function reportTemplate(context: Context, { worker: { podTemplate } }: WorkerPool): void {
  if (podTemplate === undefined) return;
  const { metadata, spec } = podTemplate;
  const labels =
    isObject(metadata) && isObject(metadata.labels) ? Object.keys(metadata.labels) : [];
  for (const label of labels.filter(
    (one) => one === 'app.kubernetes.io/name' || one.startsWith('roster.dev/'),
  )) {
    complain(
      context,
      'podtemplate-owned',
      ['worker', 'podTemplate', 'metadata', 'labels', label],
      (field) => `${field} is set by Roster, since the selector is built on it`,
      { at: 'key', help: 'remove it' },
    );
  }
  if (isObject(spec) && spec.priorityClassName !== undefined) {
    complain(
      context,
      'podtemplate-owned',
      ['worker', 'podTemplate', 'spec', 'priorityClassName'],
      (field) => `${field} decides which quota counts the pod`,
      { at: 'key', help: 'use `spec.worker.priorityClass` or `spec.group`' },
    );
  }
}

function reportLimits(context: Context, { worker: { requests, limits } }: WorkerPool): void {
  for (const [name, request] of requests) {
    const limit = limits.get(name);
    if (limit === undefined || request.nano <= limit.nano) continue;
    complain(
      context,
      'min-over-max',
      ['worker', 'resources', 'requests', name],
      (field) => `${field} must be at most the limit ${limit.text}, got ${request.text}`,
    );
  }
}

/** Kubernetes refuses two volumes, ports or mounts of one name, and keeps the last of two variables without a word. */
function reportRepeats(context: Context, { worker: { env, ports, volumes } }: WorkerPool): void {
  const lists = [
    { field: 'env', key: 'name', values: env.map(({ name }) => name) },
    { field: 'ports', key: 'name', values: ports.map(({ name }) => name) },
    { field: 'volumes', key: 'mountPath', values: volumes.map(({ mountPath }) => mountPath) },
    { field: 'volumes', key: 'name', values: volumes.map(({ name }) => name) },
  ];
  for (const { field, key, values } of lists) {
    for (const [index, value] of values.entries()) {
      if (values.indexOf(value) === index) continue;
      complain(
        context,
        'conflicting-fields',
        ['worker', field, index, key],
        (path) => `${path} must be unique in its list, \`${value}\` stands there twice`,
      );
    }
  }
}
