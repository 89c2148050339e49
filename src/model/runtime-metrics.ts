/** A series that the runtime exports. Names follow Prometheus' conventions: base units, `_total` for counters. */
export interface RuntimeMetric {
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly labels: readonly string[];
  readonly help: string;
}

const pool = ['namespace', 'pool'] as const;
const group = ['namespace', 'group'] as const;
const job = ['namespace', 'template'] as const;

/**
 * Everything the runtime exports on `/metrics`. Alerts and dashboards take names from here, and the runtime registers
 * exactly these, so that no query can ask for a series that nobody exports. A counter of a policy is there, at zero, as soon
 * as the policy is: `increase` does not see the first sample of a series, and the first failure would raise no alert.
 */
export const runtimeMetrics = {
  roster_build_info: {
    type: 'gauge',
    labels: ['component', 'version'],
    help: 'Always 1; the version that runs.',
  },
  roster_leader: {
    type: 'gauge',
    labels: ['component'],
    help: 'Whether this replica leads: 1 or 0. Controller and gateway have a leader each.',
  },
  roster_pool_wanted_replicas: { type: 'gauge', labels: pool, help: 'Workers there should be.' },
  roster_pool_current_replicas: { type: 'gauge', labels: pool, help: 'Workers there are.' },
  roster_pool_ready_replicas: { type: 'gauge', labels: pool, help: 'Workers that are ready.' },
  roster_pool_max_replicas: {
    type: 'gauge',
    labels: pool,
    help: 'Workers there may be at most at present, windows included.',
  },
  roster_pool_backlog: { type: 'gauge', labels: pool, help: 'What the signal of the pool says.' },
  roster_pool_signal_age_seconds: {
    type: 'gauge',
    labels: pool,
    help: 'Time since the sample that the last decision was made on.',
  },
  roster_pool_reason: {
    type: 'gauge',
    labels: [...pool, 'reason'],
    help: 'Always 1; the rule that decided the number of workers last.',
  },
  roster_pool_decisions_total: {
    type: 'counter',
    labels: [...pool, 'direction'],
    help: 'Changes of the number of workers, `up` or `down`.',
  },
  roster_busy_workers_killed_total: {
    type: 'counter',
    labels: pool,
    help: 'Workers that were stopped while they had work.',
  },
  roster_group_quota: {
    type: 'gauge',
    labels: [...group, 'resource'],
    help: 'What the pools of a group may use together, in base units.',
  },
  roster_group_used: {
    type: 'gauge',
    labels: [...group, 'resource'],
    help: 'What the pools of a group use, in base units.',
  },
  roster_job_requests_total: {
    type: 'counter',
    labels: [...job, 'result'],
    help: 'Requests for a job: `accepted`, `duplicate`, `parked` or `refused`.',
  },
  roster_jobs_active: { type: 'gauge', labels: job, help: 'Jobs that run or wait to run.' },
  roster_jobs_finished_total: {
    type: 'counter',
    labels: [...job, 'result'],
    help: 'Jobs that ended: `succeeded` or `failed`.',
  },
  roster_job_oldest_request_seconds: {
    type: 'gauge',
    labels: job,
    help: 'Age of the oldest request without a Job.',
  },
  roster_clusters: {
    type: 'gauge',
    labels: [...job, 'phase'],
    help: 'Clusters by what they do: `pending`, `running` or `stopping`.',
  },
  roster_cluster_workers: {
    type: 'gauge',
    labels: job,
    help: 'Workers of all clusters of a template.',
  },
  roster_cluster_requests_total: {
    type: 'counter',
    labels: [...job, 'result'],
    help: 'Requests for a cluster: `accepted` or `refused`.',
  },
  roster_reconcile_errors_total: {
    type: 'counter',
    labels: ['controller'],
    help: 'Reconciles that ended in an error.',
  },
  roster_reconcile_duration_seconds: {
    type: 'histogram',
    labels: ['controller'],
    help: 'How long a reconcile takes.',
  },
  roster_signal_reads_total: {
    type: 'counter',
    labels: ['source', 'result'],
    help: 'Reads of a signal: `ok` or `error`.',
  },
  roster_scale_latency_seconds: {
    type: 'histogram',
    labels: [],
    help: 'From the arrival of the sample that changed a decision to the patch that acted on it.',
  },
  roster_gateway_requests_total: {
    type: 'counter',
    labels: ['dialect', 'code'],
    help: 'HTTP requests that the gateway answered.',
  },
  roster_gateway_request_duration_seconds: {
    type: 'histogram',
    labels: ['dialect'],
    help: 'How long the gateway takes to answer.',
  },
} as const satisfies Readonly<Record<string, RuntimeMetric>>;

export type RuntimeMetricName = keyof typeof runtimeMetrics;
