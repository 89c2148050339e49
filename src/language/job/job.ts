import type { Environment } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import { isObject, type JsonObject } from '../../model/json.ts';
import type { Pod } from '../../model/pod.ts';
import { formatDuration, parseDuration } from '../../model/units.ts';
import type { Identity } from '../../model/worker-pool.ts';
import { quantitiesAsText } from '../crd/quantities-as-text.ts';
import { type Context, complain } from '../place.ts';
import { readPod } from '../pod/read-pod.ts';
import { jobDefaults } from '../schema/job/defaults.ts';
import type { WrittenJob } from '../schema/job-template.ts';
import { readPositiveDuration } from '../values/values.ts';
import { readJobAlerts } from './alerts.ts';
import { readImages } from './images.ts';
import { reportLongName } from './names.ts';
import { readParameters } from './parameters.ts';
import { readRetries } from './retries.ts';
import { readTrigger } from './trigger.ts';
import { reportTriggerFields } from './trigger-fields.ts';

/** Reads a JobTemplate whose merged spec has passed its schema; `undefined` when it cannot be understood, which is reported. */
export function readJob(
  context: Context,
  identity: Identity,
  written: WrittenJob,
  environment: Environment,
): JobTemplate | undefined {
  const worker = readPod(context, written.worker);
  const images = readImages(context, written.images, worker.image);
  const parameters = readParameters(context, written.parameters ?? [], worker.env);
  const retries = readRetries(context, written.retries);
  const alerts = readJobAlerts(context, written.alerts);
  const times = readTimes(context, written, worker);
  const trigger = readTrigger(context, identity, written.trigger, environment);
  if (trigger === undefined) return undefined;
  reportLongName(context, identity, trigger);
  reportTriggerFields(context, written, trigger, worker);
  const { group, completions } = written;
  return {
    kind: 'JobTemplate',
    ...identity,
    worker,
    images,
    parameters,
    trigger,
    suspend: written.suspend ?? false,
    ...(trigger.kind === 'requests' ? requestTimes(times) : times),
    retries,
    parallelism: written.parallelism ?? jobDefaults.parallelism,
    ...(completions !== undefined && { completions }),
    concurrency: written.concurrency ?? jobDefaults.concurrency,
    ...(group !== undefined && { group }),
    alerts,
    written: quantitiesAsText('JobTemplate', written as unknown as JsonObject),
    provenance: { document: context.document, layers: context.layers, derived: {} },
  };
}

type Times = Pick<JobTemplate, 'timeout' | 'maxTimeout' | 'deadline' | 'ttl'>;

function readTimes(context: Context, written: WrittenJob, worker: Pod): Times {
  const times: { -readonly [Name in keyof Times]: Times[Name] } = {};
  for (const field of ['timeout', 'maxTimeout', 'deadline', 'ttl'] as const) {
    const text = written[field];
    if (text !== undefined) times[field] = readPositiveDuration(context, [field], text);
  }
  reportOrder(context, times, 'maxTimeout');
  reportOrder(context, times, 'deadline');
  reportTwoTimeouts(context, times, worker);
  return times;
}

/** What a request may leave out, and what becomes of its Job, has an answer always. */
function requestTimes(times: Times): Times {
  const { timeout, maxTimeout = timeout, ttl = parseDuration(jobDefaults.requestTtl) } = times;
  return { ...times, ...(maxTimeout && { maxTimeout }), ...(ttl && { ttl }) };
}

function reportOrder(context: Context, times: Times, field: 'maxTimeout' | 'deadline'): void {
  const { timeout, [field]: longer } = times;
  if (timeout === undefined || longer === undefined || longer >= timeout) return;
  complain(
    context,
    'min-over-max',
    [field],
    (name) =>
      `${name} must be at least as long as \`spec.timeout\`, which is ${formatDuration(timeout)}, got ${formatDuration(longer)}`,
  );
}

function reportTwoTimeouts(context: Context, { timeout }: Times, { podTemplate }: Pod): void {
  const spec = podTemplate?.spec;
  const other = isObject(spec) ? spec.activeDeadlineSeconds : undefined;
  if (timeout === undefined || other === undefined || other === null) return;
  complain(
    context,
    'conflicting-fields',
    ['worker', 'podTemplate', 'spec', 'activeDeadlineSeconds'],
    (field) => `${field} is what \`spec.timeout\` sets`,
    { at: 'key', help: 'keep one of them' },
  );
}
