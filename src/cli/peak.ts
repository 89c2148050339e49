import { type JobTemplate, mostPods } from '../model/job-template.ts';
import { podAmount } from '../model/pod-resources.ts';
import { formatAmount } from '../model/quantity.ts';
import type { WorkerPool } from '../model/worker-pool.ts';

type Resource = 'cpu' | 'memory';

/** What a pool asks for at its maximum, in billionths of the resource's unit. */
export function peakOf({ scaling, worker }: WorkerPool, resource: Resource): bigint {
  return BigInt(scaling.max) * (podAmount(worker, `requests.${resource}`) ?? 0n);
}

/** The same for the most pods that a job runs at once; `undefined` where nothing limits them. */
export function jobPeakOf(job: JobTemplate, resource: Resource): bigint | undefined {
  const pods = mostPods(job);
  if (pods === undefined) return undefined;
  return BigInt(pods) * (podAmount(job.worker, `requests.${resource}`) ?? 0n);
}

/** The peak for people; a dash where nothing is asked for. */
export function formatPeak(nano: bigint | undefined, resource: Resource): string {
  if (nano === undefined) return 'no limit';
  return nano === 0n ? '–' : formatAmount(nano, resource);
}
