import type { JobTemplate } from '../../model/job-template.ts';
import { selectMeasured, within } from '../rules/promql.ts';
import type { Watched } from './watched.ts';

/** True while the last thing that ended was a failure. A Job that Kubernetes still tries again has not ended. */
export function failingExpression(job: JobTemplate, series: Watched): string {
  switch (job.trigger.kind) {
    case 'once':
    case 'keda':
      return jobsFailing(series);
    case 'schedule':
      return runsFailing(series);
    case 'requests':
      return requestsFailing(job);
  }
}

/** Kubernetes notes the end of a Job only when it succeeded; failed Jobs stay in the history for long. */
function jobsFailing({ jobs }: Watched): string {
  const failed = within(
    'max',
    [
      jobs('kube_job_status_start_time'),
      'and on (job_name)',
      `${jobs('kube_job_failed', 'condition="true"')} == 1`,
    ].join('\n'),
  );
  return `${failed}\n> ${within('', `max(${jobs('kube_job_status_completion_time')}) or vector(0)`)}`;
}

function runsFailing({ cronJob }: Watched): string {
  const succeeded = `max(${cronJob('kube_cronjob_status_last_successful_time')}) or vector(0)`;
  return [
    `max(${cronJob('kube_cronjob_status_last_schedule_time')})`,
    `> ${within('', succeeded)}`,
    `and max(${cronJob('kube_cronjob_status_active')}) == 0`,
  ].join('\n');
}

function requestsFailing({ namespace, name }: JobTemplate): string {
  const count = (result: string) =>
    within(
      'sum',
      selectMeasured(
        'roster_jobs_finished_total',
        { namespace, template: name, result },
        (counter) => `increase(${counter}[15m])`,
      ),
    );
  return `${count('failed')} > 0\nunless ${count('succeeded')} > 0`;
}
