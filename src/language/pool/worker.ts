import type {
  Amounts,
  Placement,
  PreStop,
  Probe,
  Security,
  Toleration,
  Volume,
  Worker,
} from '../../model/worker.ts';
import { type Context, complain } from '../place.ts';
import { workerDefaults } from '../schema/defaults.ts';
import { volumeSources } from '../schema/volume-sources.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';
import { reportAnnotations, reportLabels, reportOwnedLabels } from '../values/labels.ts';
import { readDuration, readPositiveDuration, readQuantity } from '../values/values.ts';
import { reportPlainCredentials } from './credentials.ts';
import { readImage } from './image.ts';

type Written = WrittenPool['worker'];

/** Reads `spec.worker`: units resolved, defaults applied. */
export function readWorker(context: Context, written: Written): Worker {
  const { env = [], command, args, resources = {} } = written;
  reportPlainCredentials(context, { env, ...(command && { command }), ...(args && { args }) });
  reportLabels(context, ['worker', 'labels'], written.labels);
  reportOwnedLabels(context, ['worker', 'labels'], written.labels);
  reportLabels(context, ['worker', 'selector'], written.selector);
  reportLabels(context, ['worker', 'placement', 'nodeSelector'], written.placement?.nodeSelector);
  reportAnnotations(context, ['worker', 'annotations'], written.annotations);
  reportAnnotations(
    context,
    ['worker', 'serviceAccount', 'annotations'],
    written.serviceAccount?.annotations,
  );
  return {
    image: readImage(context, ['worker', 'image'], written.image),
    ...pick(written, [
      'imagePullPolicy',
      'command',
      'args',
      'workingDir',
      'priorityClass',
      'selector',
      'podTemplate',
    ]),
    pullSecrets: written.pullSecrets ?? [],
    env,
    envFrom: written.envFrom ?? [],
    ports: written.ports ?? [],
    requests: readAmounts(context, 'requests', resources.requests),
    limits: readAmounts(context, 'limits', resources.limits),
    ...readLifetime(context, written),
    volumes: readVolumes(context, written.volumes ?? []),
    probes: readProbes(context, written.probes),
    placement: readPlacement(context, written.placement),
    security: readSecurity(written.security),
    serviceAccount: { annotations: {}, ...written.serviceAccount },
    rollout: {
      maxSurge: workerDefaults.maxSurge,
      maxUnavailable: workerDefaults.maxUnavailable,
      recreate: false,
      ...written.rollout,
    },
    labels: written.labels ?? {},
    annotations: written.annotations ?? {},
  };
}

function readAmounts(
  context: Context,
  kind: 'requests' | 'limits',
  written: Readonly<Record<string, string | number>> = {},
): Amounts {
  return new Map(
    Object.entries(written).map(([name, value]) => [
      name,
      readQuantity(context, ['worker', 'resources', kind, name], value),
    ]),
  );
}

function readLifetime(
  context: Context,
  written: Written,
): Pick<Worker, 'gracePeriod' | 'longestTask' | 'preStop'> {
  const { gracePeriod = workerDefaults.gracePeriod, longestTask, preStop } = written;
  return {
    gracePeriod: readDuration(context, ['worker', 'gracePeriod'], gracePeriod),
    ...(longestTask && {
      longestTask: readDuration(context, ['worker', 'longestTask'], longestTask),
    }),
    ...(preStop && { preStop: readPreStop(context, preStop) }),
  };
}

function readPreStop(
  context: Context,
  { exec, httpGet, sleep }: NonNullable<Written['preStop']>,
): PreStop {
  if (exec) return { exec };
  if (httpGet) return { httpGet };
  return { sleep: readDuration(context, ['worker', 'preStop', 'sleep'], sleep ?? '') };
}

function readVolumes(
  context: Context,
  written: NonNullable<Written['volumes']>,
): readonly Volume[] {
  for (const [index, volume] of written.entries()) {
    const sources = volumeSources.filter((source) => volume[source] !== undefined);
    if (sources.length === 1) continue;
    complain(
      context,
      'wrong-value',
      ['worker', 'volumes', index],
      (field) =>
        `${field} must have exactly one source, got ${sources.length === 0 ? 'none' : sources.join(' and ')}`,
      {
        help: `sources are ${volumeSources.join(', ')}`,
      },
    );
  }
  return written;
}

function readProbes(context: Context, written: Written['probes'] = {}): Worker['probes'] {
  const probes: { -readonly [Name in keyof Worker['probes']]: Probe } = {};
  for (const name of ['startup', 'readiness', 'liveness'] as const) {
    const probe = written[name];
    if (probe !== undefined) probes[name] = readProbe(context, name, probe);
  }
  return probes;
}

type WrittenProbe = NonNullable<NonNullable<Written['probes']>['startup']>;

function readProbe(context: Context, name: string, written: WrittenProbe): Probe {
  const { initialDelay, period, timeout, ...probe } = written;
  const path = (field: string) => ['worker', 'probes', name, field];
  const actions = (['exec', 'httpGet', 'tcpSocket', 'grpc'] as const).filter(
    (action) => probe[action] !== undefined,
  );
  if (actions.length !== 1) {
    complain(
      context,
      'wrong-value',
      ['worker', 'probes', name],
      (field) =>
        `${field} must have exactly one of \`exec\`, \`httpGet\`, \`tcpSocket\` and \`grpc\``,
    );
  }
  return {
    ...probe,
    ...(initialDelay && {
      initialDelay: readDuration(context, path('initialDelay'), initialDelay),
    }),
    ...(period && { period: readPositiveDuration(context, path('period'), period) }),
    ...(timeout && { timeout: readPositiveDuration(context, path('timeout'), timeout) }),
  };
}

function readPlacement(context: Context, written: Written['placement'] = {}): Placement {
  return {
    nodeSelector: written.nodeSelector ?? {},
    tolerations: (written.tolerations ?? []).map((one, index) =>
      readToleration(context, one, index),
    ),
    onePerNode: written.onePerNode ?? false,
    spread: (written.spread ?? []).map((one) => ({
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      ...one,
    })),
    ...(written.affinity && { affinity: written.affinity }),
  };
}

type WrittenToleration = NonNullable<NonNullable<Written['placement']>['tolerations']>[number];

function readToleration(
  context: Context,
  { tolerationTime, ...rest }: WrittenToleration,
  index: number,
): Toleration {
  if (tolerationTime === undefined) return rest;
  const path = ['worker', 'placement', 'tolerations', index, 'tolerationTime'];
  return { ...rest, tolerationTime: readDuration(context, path, tolerationTime) };
}

function readSecurity(written: Written['security'] = {}): Security {
  return { ...written, relax: written.relax ?? [] };
}

/** Takes over the named fields that are there, and no others. */
function pick<T extends object, K extends keyof T>(
  from: T,
  names: readonly K[],
): { [Name in K]: Exclude<T[Name], undefined> } {
  const picked = names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]);
  return Object.fromEntries(picked) as { [Name in K]: Exclude<T[Name], undefined> };
}
