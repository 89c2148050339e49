import type { JobTemplate, RequestTrigger } from './job-template.ts';

/** A JobTemplate whose Jobs the runtime makes. */
export type RequestedJob = JobTemplate & { readonly trigger: RequestTrigger };

/** The templates whose Jobs the runtime makes, on a message or an HTTP request. */
export function requestedJobs(jobs: readonly JobTemplate[]): readonly RequestedJob[] {
  return jobs.filter((job): job is RequestedJob => job.trigger.kind === 'requests');
}

/** Tells whether Jobs of a template are asked for over HTTP. */
export function isOverHttp({ trigger }: RequestedJob): boolean {
  return trigger.http !== undefined;
}
