import type { JobTemplate } from '../../model/job-template.ts';
import { seconds } from '../../model/units.ts';
import { quote, selectMeasured, within } from '../rules/promql.ts';
import type { Watched } from './watched.ts';

/** True while work that was started, or asked for, does not run. */
export function stuckExpression(job: JobTemplate, series: Watched): string {
  return job.trigger.kind === 'requests' ? requestsWaiting(job) : podsWaiting(job, series);
}

/** Pods that do not start, or Jobs that cannot make any, as where a quota is used up. */
function podsWaiting({ namespace }: JobTemplate, { jobs, podOwners }: Watched): string {
  const pending = within(
    'count',
    [
      `kube_pod_status_phase{namespace=${quote(namespace)}, phase="Pending"} == 1`,
      `and on (pod) ${podOwners}`,
    ].join('\n'),
  );
  const without = within('count', `${jobs('kube_job_status_active')} == 0\n${ended(jobs)}`);
  return `${pending}\nor\n${without}`;
}

/** Leaves out the Jobs that have ended. */
export function ended(jobs: Watched['jobs']): string {
  return ['kube_job_complete', 'kube_job_failed']
    .map((metric) => `unless on (job_name) ${jobs(metric, 'condition="true"')} == 1`)
    .join('\n');
}

/** Requests that wait because `concurrency` is used up are not stuck. */
function requestsWaiting({ namespace, name, concurrency, alerts }: JobTemplate): string {
  const measured = (metric: string) => selectMeasured(metric, { namespace, template: name });
  return [
    `${within('max', measured('roster_job_oldest_request_seconds'))} > ${seconds(alerts.stuck.for)}`,
    `unless ${within('max', measured('roster_jobs_active'))} >= ${concurrency}`,
  ].join('\n');
}
