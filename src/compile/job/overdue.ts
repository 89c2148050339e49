import type { JobTemplate } from '../../model/job-template.ts';
import { millis, seconds } from '../../model/units.ts';
import { selectMeasured, within } from '../rules/promql.ts';
import { ended } from './stuck.ts';
import type { Watched } from './watched.ts';

/** How long the work has been due, in seconds, where that is too long. */
export function overdueExpression(job: JobTemplate, series: Watched): string {
  return `${age(job, series)} > ${seconds(job.alerts.overdue.after ?? millis(0))}`;
}

function age({ namespace, name, trigger }: JobTemplate, { jobs, cronJob }: Watched): string {
  switch (trigger.kind) {
    case 'once':
    case 'keda': {
      const running = `${jobs('kube_job_status_start_time')}\n${ended(jobs)}`;
      return `time() - ${within('min', running)}`;
    }
    case 'schedule': {
      const since = `max(${cronJob('kube_cronjob_status_last_successful_time')}) or max(${cronJob('kube_cronjob_created')})`;
      return `time() - ${within('', since)}`;
    }
    case 'requests': {
      const labels = { namespace, template: name };
      return within('max', selectMeasured('roster_job_oldest_request_seconds', labels));
    }
  }
}
