import type { Environment } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';
import type { KubernetesObject } from '../object.ts';
import { policyMetadata } from '../policy-metadata.ts';
import { fingerprint } from './fingerprint.ts';
import { jobSpec } from './job-spec.ts';

export interface Job extends KubernetesObject {
  readonly spec: JsonObject;
}

/** The Job of trigger `once`. Without a TTL: a Job that is gone would be made anew. */
export function onceJob(job: JobTemplate, environment: Environment): Job {
  const spec = jobSpec(job, environment);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: policyMetadata('Job', job, environment, { name: nameOf(job, spec) }),
    spec: { ...spec, suspend: job.suspend },
  };
}

/** The name of the Job of trigger `once`, for those who watch it. */
export function onceJobName(job: JobTemplate, environment: Environment): string {
  return nameOf(job, jobSpec(job, environment));
}

/**
 * A hash of just what nobody may change in a Job that is there: other work is another Job, and the old one is pruned.
 * Labels, retries, deadline, parallelism and suspension change in place.
 */
function nameOf(
  { name, trigger }: JobTemplate,
  { template, completions, podFailurePolicy }: JsonObject,
): string {
  const run = trigger.kind === 'once' ? trigger.run : undefined;
  const content = inOrder({ template, completions, podFailurePolicy, run });
  return `${name}-${fingerprint(JSON.stringify(content))}`;
}

/** The order in which a person writes the keys of a map must not start work. */
function inOrder(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => inOrder(item) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value as JsonObject).toSorted(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([key, item]) => [key, inOrder(item)]));
}
