import type { Json, JsonObject } from '../../model/json.ts';
import { keptLabels } from '../import/deployment.ts';
import { type Counterpart, type Draft, poolWords } from '../import/draft.ts';
import { mapsIn, partOf } from '../import/part.ts';
import { plainForm } from '../import/plain-form.ts';
import { fromSeconds } from '../import/pod-probe.ts';
import { readPodTemplate } from '../import/pod-template.ts';
import type { ConnectionNames } from './connections.ts';
import { readRetries } from './job-retries.ts';
import type { ReadPool } from './pool.ts';
import type { ReadSignal } from './signal.ts';
import { isProblem, type Problem } from './trigger.ts';
import { readTriggers } from './triggers.ts';
import type { Resource, Workloads } from './workloads.ts';

/** Reads a ScaledJob as a JobTemplate with the trigger `keda`. */
export function readJob(
  resource: Resource,
  workloads: Workloads,
  names: ConnectionNames,
): ReadPool | Problem {
  const { name, namespace, file } = resource;
  const plain = plainForm(resource.object);
  const spec = partOf(plain, 'spec');
  const job = partOf(spec, 'jobTargetRef') as JsonObject;
  const template = withoutRestarts(partOf(job, 'template') as JsonObject);
  const pod = readPodTemplate(template, {}, name);
  if (isProblem(pod)) return pod;
  const authentications = workloads.authentications.filter((one) => one.namespace === namespace);
  const words = poolWords({ kind: 'JobTemplate', name, namespace });
  const triggers = readTriggers(spec, {
    authentications: new Map(authentications.map((one) => [one.name, one.object])),
    variables: mapsIn(pod.worker.env),
    pool: words,
    namespace,
    names,
  });
  if (isProblem(triggers)) return triggers;
  const { signal } = triggers;
  if (signal === undefined || triggers.windows.length > 0)
    return { problem: 'a JobTemplate is started by one signal, and has no windows of time' };
  const trigger = triggerOf(spec, signal);
  if (isProblem(trigger)) return trigger;
  const retries = readRetries(job, pod.container);
  if (isProblem(retries)) return retries;
  const draft: Draft = {
    kind: 'JobTemplate',
    name,
    namespace,
    labels: Object.fromEntries(keptLabels(partOf(plain.metadata, 'labels') as JsonObject)),
    connections: signal.connections,
    head: `From the ScaledJob ${name} of ${file.split('/').at(-1)}.`,
    spec: {
      worker: { ...pod.worker, ...metadataOf(template) },
      trigger: { keda: trigger },
      ...timesOf(job),
      ...retries,
      concurrency: typeof spec.maxReplicaCount === 'number' ? spec.maxReplicaCount : 100,
    },
  };
  const own = { pool: { name, namespace } };
  const used = new Set(mapsIn(spec.triggers).map((one) => partOf(one, 'authenticationRef').name));
  return {
    draft,
    counterparts: [
      { ...own, object: resource.object, file, container: pod.container },
      ...authentications
        .filter((one) => used.has(one.name))
        .map((one): Counterpart => ({ ...own, object: one.object, file: one.file })),
    ],
    notes: signal.notes,
  };
}

/** A Job's pod ends by itself; Roster has Kubernetes start another one, and never the container again. */
function withoutRestarts(template: JsonObject): JsonObject {
  const { restartPolicy: _, activeDeadlineSeconds: __, ...pod } = partOf(template, 'spec');
  return { ...template, spec: pod };
}

function metadataOf(template: JsonObject): JsonObject {
  const metadata = partOf(template, 'metadata');
  const labels = keptLabels(partOf(metadata, 'labels') as JsonObject);
  const annotations = partOf(metadata, 'annotations');
  return {
    ...(labels.length > 0 && { labels: Object.fromEntries(labels) }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

function triggerOf(spec: Readonly<Record<string, Json>>, signal: ReadSignal): JsonObject | Problem {
  const { strategy = 'default' } = partOf(spec, 'scalingStrategy');
  if (strategy !== 'default' && strategy !== 'accurate' && strategy !== 'eager')
    return { problem: `its scalingStrategy \`${String(strategy)}\` has no counterpart` };
  const { successfulJobsHistoryLimit = 100, failedJobsHistoryLimit = 100 } = spec;
  return {
    signal: signal.signal,
    ...(signal.unitsPerWorker !== 1 && { unitsPerJob: signal.unitsPerWorker }),
    pollingInterval: fromSeconds(spec.pollingInterval) ?? '30s',
    strategy,
    history: { successful: successfulJobsHistoryLimit, failed: failedJobsHistoryLimit },
  };
}

function timesOf(job: JsonObject): JsonObject {
  const pod = partOf(partOf(job, 'template'), 'spec');
  const times = {
    timeout: fromSeconds(pod.activeDeadlineSeconds),
    deadline: fromSeconds(job.activeDeadlineSeconds),
    ttl: fromSeconds(job.ttlSecondsAfterFinished),
  };
  const { parallelism, completions } = job;
  return {
    ...Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined)),
    ...(parallelism !== undefined && { parallelism }),
    ...(completions !== undefined && { completions }),
  } as JsonObject;
}
