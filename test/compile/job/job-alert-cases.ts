import type { Series } from '../rules/promtool.ts';

/** One alert on one world; one value a minute, and time begins at zero. */
export interface JobAlertCase {
  readonly name: string;
  /** The name of a policy in test/fixtures/jobs. */
  readonly job: string;
  readonly series: readonly Series[];
  readonly alert: string;
  readonly at: string;
  /** The summary when it fires, or that it does. */
  readonly fires: string | boolean;
}

const at = (metric: string, values: string, labels: string): Series => ({
  series: `${metric}{namespace="media", ${labels}}`,
  values,
});
const job = (metric: string, values: string, name = 'encode-abcde') =>
  at(`kube_job_${metric}`, values, `job_name="${name}"`);
const ended = (metric: 'complete' | 'failed', values: string, name = 'encode-abcde') =>
  at(`kube_job_${metric}`, values, `job_name="${name}", condition="true"`);
const run = (metric: string, values: string, name = 'nightly') =>
  at(`kube_cronjob_${metric}`, values, `cronjob="${name}"`);
const pending = (pod: string, values: string) =>
  at('kube_pod_status_phase', values, `pod="${pod}", phase="Pending"`);
const owner = (pod: string, name: string) =>
  at('kube_pod_owner', '1x200', `pod="${pod}", owner_kind="Job", owner_name="${name}"`);
const runtime = (metric: string, values: string, labels = 'namespace="media"'): Series => ({
  series: `roster_${metric}{${labels}, template="solver"}`,
  values,
});
const finished = (result: string, values: string): Series => ({
  series: `roster_jobs_finished_total{namespace="roster", exported_namespace="media", template="solver", result="${result}"}`,
  values,
});

const failing = 'RosterJobFailing';
const stuck = 'RosterJobStuck';
const overdue = 'RosterJobOverdue';

export const jobAlertCases: readonly JobAlertCase[] = [
  {
    name: 'a Job that runs once and failed fires',
    job: 'migrate',
    series: [
      job('status_start_time', '60x200', 'migrate-ucu0tw6m'),
      ended('failed', '_x5 1x200', 'migrate-ucu0tw6m'),
    ],
    alert: failing,
    at: '10m',
    fires: 'Work of job template media/migrate has failed, and nothing of it has succeeded since.',
  },
  {
    name: 'the failure of an older version is silent',
    job: 'migrate',
    series: [
      job('status_start_time', '60x200', 'migrate-00000000'),
      ended('failed', '1x200', 'migrate-00000000'),
    ],
    alert: failing,
    at: '10m',
    fires: false,
  },
  {
    name: 'a Job that failed after the last success fires',
    job: 'encode',
    series: [
      job('status_completion_time', '60x200', 'encode-aaaaa'),
      job('status_start_time', '120x200', 'encode-bbbbb'),
      ended('failed', '1x200', 'encode-bbbbb'),
    ],
    alert: failing,
    at: '10m',
    fires: true,
  },
  {
    name: 'a success after the failure is silent, though the failed Job is kept',
    job: 'encode',
    series: [
      job('status_start_time', '120x200', 'encode-bbbbb'),
      ended('failed', '1x200', 'encode-bbbbb'),
      job('status_completion_time', '_x4 240x200', 'encode-ccccc'),
    ],
    alert: failing,
    at: '10m',
    fires: false,
  },
  {
    name: 'a Job that is tried again is silent',
    job: 'encode',
    series: [job('status_start_time', '60x200'), job('status_failed', '2x200')],
    alert: failing,
    at: '10m',
    fires: false,
  },
  {
    name: 'a template whose name begins alike does not fire',
    job: 'encode',
    series: [
      job('status_start_time', '60x200', 'encode-hd-abcde'),
      ended('failed', '1x200', 'encode-hd-abcde'),
    ],
    alert: failing,
    at: '10m',
    fires: false,
  },
  {
    name: 'a run by the clock that failed fires',
    job: 'nightly',
    series: [
      run('status_last_successful_time', '60x200'),
      run('status_last_schedule_time', '120x200'),
      run('status_active', '1x5 0x200'),
    ],
    alert: failing,
    at: '10m',
    fires: true,
  },
  {
    name: 'a first run that failed fires',
    job: 'nightly',
    series: [run('status_last_schedule_time', '120x200'), run('status_active', '0x200')],
    alert: failing,
    at: '10m',
    fires: true,
  },
  {
    name: 'a run that has not ended is silent',
    job: 'nightly',
    series: [run('status_last_schedule_time', '120x200'), run('status_active', '1x200')],
    alert: failing,
    at: '10m',
    fires: false,
  },
  {
    name: 'requests that all fail fire',
    job: 'solver',
    series: [finished('failed', '0+1x200'), finished('succeeded', '7x200')],
    alert: failing,
    at: '20m',
    fires: true,
  },
  {
    name: 'requests of which some succeed are silent',
    job: 'solver',
    series: [finished('failed', '0+1x200'), finished('succeeded', '0+1x200')],
    alert: failing,
    at: '20m',
    fires: false,
  },
  {
    name: 'a pod that does not start fires',
    job: 'nightly',
    series: [pending('nightly-1-x', '1x200'), owner('nightly-1-x', 'nightly-1')],
    alert: stuck,
    at: '16m',
    fires: 'Work of job template media/nightly has waited for 15m and does not begin to run.',
  },
  {
    name: "another template's pod that does not start is silent",
    job: 'nightly',
    series: [pending('nightly-b-1-x', '1x200'), owner('nightly-b-1-x', 'nightly-b-1')],
    alert: stuck,
    at: '16m',
    fires: false,
  },
  {
    name: 'a pod that started meanwhile is silent',
    job: 'nightly',
    series: [pending('nightly-1-x', '1x10 0x200'), owner('nightly-1-x', 'nightly-1')],
    alert: stuck,
    at: '16m',
    fires: false,
  },
  {
    name: 'a Job that can make no pod fires',
    job: 'encode',
    series: [job('status_active', '0x200')],
    alert: stuck,
    at: '16m',
    fires: true,
  },
  {
    name: 'Jobs that have ended are silent',
    job: 'encode',
    series: [
      job('status_active', '0x200'),
      ended('complete', '1x200'),
      job('status_active', '0x200', 'encode-bbbbb'),
      ended('failed', '1x200', 'encode-bbbbb'),
    ],
    alert: stuck,
    at: '16m',
    fires: false,
  },
  {
    name: 'a request that waits while there is room fires',
    job: 'solver',
    series: [runtime('job_oldest_request_seconds', '0+60x200'), runtime('jobs_active', '2x200')],
    alert: stuck,
    at: '17m',
    fires: true,
  },
  {
    name: 'a request that waits for room is silent',
    job: 'solver',
    series: [runtime('job_oldest_request_seconds', '0+60x200'), runtime('jobs_active', '3x200')],
    alert: stuck,
    at: '17m',
    fires: false,
  },
  {
    name: 'a schedule without a success for too long fires',
    job: 'nightly',
    series: [run('status_last_successful_time', '60x300'), run('created', '0x300')],
    alert: overdue,
    at: '122m',
    fires: 'Work of job template media/nightly is late: 2h 1m 0s.',
  },
  {
    name: 'a schedule that never succeeded counts from its making',
    job: 'nightly',
    series: [run('created', '60x300')],
    alert: overdue,
    at: '122m',
    fires: 'Work of job template media/nightly is late: 2h 1m 0s.',
  },
  {
    name: 'a schedule that succeeded in time is silent',
    job: 'nightly',
    series: [run('status_last_successful_time', '3600x300'), run('created', '0x300')],
    alert: overdue,
    at: '122m',
    fires: false,
  },
  {
    name: 'a Job that has not ended for too long fires',
    job: 'encode',
    series: [
      job('status_start_time', '60x300'),
      job('status_start_time', '6000x300', 'encode-bbbbb'),
    ],
    alert: overdue,
    at: '122m',
    fires: 'Work of job template media/encode is late: 2h 1m 0s.',
  },
  {
    name: 'a Job that has ended is not late',
    job: 'encode',
    series: [job('status_start_time', '60x300'), ended('complete', '_x10 1x300')],
    alert: overdue,
    at: '122m',
    fires: false,
  },
  {
    name: 'a request that waits for too long fires, whyever it does',
    job: 'solver',
    series: [runtime('job_oldest_request_seconds', '0+60x300', 'exported_namespace="media"')],
    alert: overdue,
    at: '122m',
    fires: 'Work of job template media/solver is late: 2h 2m 0s.',
  },
];
