import type { Environment } from '../../model/environment.ts';
import type { JobTemplate, RequestTrigger, Trigger } from '../../model/job-template.ts';
import type { JsonObject } from '../../model/json.ts';
import { formatDuration, type Millis } from '../../model/units.ts';
import { defined } from '../defined.ts';
import { policyLabels, policyMetadata } from '../policy-metadata.ts';
import type { RosterResource } from '../roster-resource.ts';
import { writtenSignal } from '../written-signal.ts';
import { jobSpec } from './job-spec.ts';
import { parametersSchema } from './parameters-schema.ts';

/** The job as the runtime reads it, and where it says how things stand; none where the environment has no runtime. */
export function jobTemplateResource(
  job: JobTemplate,
  environment: Environment,
): RosterResource | undefined {
  if (!environment.runtime) return undefined;
  const { annotations } = job;
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'JobTemplate',
    metadata: policyMetadata('JobTemplate', job, environment, { annotations }),
    spec: resolvedSpec(job, environment),
  };
}

/** As written, and with everything spelled out that the runtime acts by; what only a compiler can make is under `compiled`. */
function resolvedSpec(job: JobTemplate, environment: Environment): JsonObject {
  const { images, trigger, suspend, parallelism, concurrency } = job;
  const resolved = {
    ...job.written,
    images: { ...images },
    trigger: writtenTrigger(trigger),
    suspend,
    parallelism,
  };
  const compiled = { trigger: triggerWords(trigger) };
  if (trigger.kind === 'keda') return { ...resolved, concurrency, compiled };
  if (trigger.kind !== 'requests') return { ...resolved, compiled };
  return {
    ...resolved,
    concurrency,
    ...times(job),
    compiled: {
      ...compiled,
      parameters: parametersSchema(job.parameters),
      job: {
        metadata: { labels: policyLabels(job, environment) },
        spec: jobSpec(job, environment),
      },
    },
  };
}

/** For people who list the templates: a column shows a text, not which of several fields is there. */
function triggerWords(trigger: Trigger): string {
  if (trigger.kind !== 'requests') return trigger.kind;
  return (['queue', 'http'] as const).filter((name) => trigger[name] !== undefined).join(',');
}

function times({ maxTimeout, ttl }: JobTemplate): JsonObject {
  const text = (length: Millis | undefined) => length && formatDuration(length);
  return defined<JsonObject>({ maxTimeout: text(maxTimeout), ttl: text(ttl) });
}

function writtenTrigger(trigger: Trigger): JsonObject {
  switch (trigger.kind) {
    case 'once':
      return { once: defined<JsonObject>({ run: trigger.run }) };
    case 'schedule': {
      const { kind: _, startingDeadline, history, ...rest } = trigger;
      const deadline = formatDuration(startingDeadline);
      return { schedule: { ...rest, startingDeadline: deadline, history: { ...history } } };
    }
    case 'keda': {
      const { unitsPerJob, strategy, pollingInterval, history } = trigger;
      const signal = writtenSignal(trigger.signal);
      const interval = formatDuration(pollingInterval);
      return {
        keda: { signal, unitsPerJob, pollingInterval: interval, strategy, history: { ...history } },
      };
    }
    case 'requests':
      return writtenRequests(trigger);
  }
}

/** Connections go by their names: the runtime is told of them when it starts. */
function writtenRequests({ queue, http }: RequestTrigger): JsonObject {
  return defined<JsonObject>({
    queue: queue && { ...queue, connection: queue.connection.name },
    http: http && { ...http },
  });
}
