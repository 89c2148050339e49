import type { OtherSeries } from './other-series.ts';
import { curves, type Panel, table } from './panel.ts';
import { by, clusterSeries, firstOf, perInterval, runtimeSeries } from './queries.ts';

const labels = ['namespace', 'template'] as const;
const legend = '{{namespace}}/{{template}}';
const mine = ['template=~"$template"'];

/** Jobs are called like their template with one part more: a hash, a time, or what Kubernetes makes up. */
const ofJobs = (metric: OtherSeries) =>
  by(
    'sum',
    labels,
    clusterSeries(metric, { from: 'job_name', to: 'template', name: '(.+)-[^-]+' }),
  );
const running = firstOf(
  by('max', labels, runtimeSeries('roster_jobs_active', mine)),
  ofJobs('kube_job_status_active'),
);

/** What there is to see of jobs, whatever starts them. */
export function jobPanels(): readonly Panel[] {
  return [
    curves({ title: 'Jobs', description: 'Jobs that run or wait to run.' }, [
      { expr: running, legend },
    ]),
    curves({ title: 'Pods that failed', description: 'Of the Jobs that are still there.' }, [
      { expr: ofJobs('kube_job_status_failed'), legend },
    ]),
    curves({ title: 'Pods that succeeded', description: 'Of the Jobs that are still there.' }, [
      { expr: ofJobs('kube_job_status_succeeded'), legend },
    ]),
    curves({ title: 'Jobs that ended', description: 'Jobs of the runtime.' }, [
      {
        expr: by(
          'sum',
          [...labels, 'result'],
          runtimeSeries('roster_jobs_finished_total', mine, perInterval),
        ),
        legend: `${legend} {{result}}`,
      },
    ]),
    curves({ title: 'Requests', description: 'Requests for a job of the runtime.' }, [
      {
        expr: by(
          'sum',
          [...labels, 'result'],
          runtimeSeries('roster_job_requests_total', mine, perInterval),
        ),
        legend: `${legend} {{result}}`,
      },
    ]),
    curves(
      {
        title: 'Oldest request',
        description: 'Age of the oldest request without a Job.',
        unit: 's',
      },
      [
        {
          expr: by('max', labels, runtimeSeries('roster_job_oldest_request_seconds', mine)),
          legend,
        },
      ],
    ),
    table(
      {
        title: 'Next runs',
        description: 'When the CronJobs start next.',
        unit: 'dateTimeFromNow',
      },
      [
        {
          expr: `1000 * ${by('max', labels, clusterSeries('kube_cronjob_next_schedule_time', { from: 'cronjob', to: 'template' }))}`,
          legend: 'next',
        },
      ],
    ),
  ];
}
