import type { Estate } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import type { Context } from '../place.ts';
import { reportJobQuota } from './job-quota.ts';
import { reportPod } from './pod/pod.ts';

/** Rules of one JobTemplate and between it and the rest of its estate. */
export function reportJob(
  context: Context,
  job: JobTemplate,
  { environment, groups }: Estate,
): void {
  reportPod(context, { ...job, restartPolicy: 'Never' }, environment);
  reportJobQuota(context, job, groups);
}
