/**
 * Series that neither our rules record nor the runtime exports, with those of their labels that the dashboard uses:
 * kube-state-metrics' names, and the series that Prometheus itself keeps of our alerts.
 */
export const otherSeries = {
  kube_deployment_spec_replicas: ['namespace', 'deployment'],
  kube_deployment_status_replicas: ['namespace', 'deployment'],
  kube_deployment_status_replicas_ready: ['namespace', 'deployment'],
  kube_horizontalpodautoscaler_spec_max_replicas: ['namespace', 'horizontalpodautoscaler'],
  kube_horizontalpodautoscaler_status_desired_replicas: ['namespace', 'horizontalpodautoscaler'],
  kube_horizontalpodautoscaler_status_condition: [
    'namespace',
    'horizontalpodautoscaler',
    'condition',
    'status',
  ],
  kube_resourcequota: ['namespace', 'resourcequota', 'resource', 'type'],
  kube_job_status_active: ['namespace', 'job_name'],
  kube_job_status_failed: ['namespace', 'job_name'],
  kube_job_status_succeeded: ['namespace', 'job_name'],
  kube_cronjob_next_schedule_time: ['namespace', 'cronjob'],
  ALERTS: ['namespace', 'pool', 'alertname', 'alertstate', 'severity'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type OtherSeries = keyof typeof otherSeries;
