import type { Environment } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import type { JsonObject } from '../../model/json.ts';
import { seconds } from '../../model/units.ts';
import { jobSpec } from './job-spec.ts';

/** The spec of Jobs that somebody makes anew each time, so that Kubernetes may delete them after a while. */
export function withTtl(job: JobTemplate, environment: Environment): JsonObject {
  const spec = jobSpec(job, environment);
  return job.ttl === undefined ? spec : { ...spec, ttlSecondsAfterFinished: seconds(job.ttl) };
}
