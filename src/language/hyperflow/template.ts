/** The folder that engine and workers share, as the chart has it. */
export const workDir = '/work_dir';

/** The PriorityClass that the operator puts on every worker and that its quota is scoped to. */
export const priorityClass = 'hyperflow-worker';

/** What the operator's template gives every worker, in the words of our language. */
export const workerTemplate = {
  imagePullPolicy: 'Always',
  command: ['/usr/local/bin/dumb-init', '--single-child', '-v', '--', 'hflow-job-listener.js'],
  workingDir: workDir,
  gracePeriod: '5m',
  preStop: { exec: { command: ['sh', '-c', 'sleep 5'] } },
  volumes: [
    { name: 'my-pvc-nfs', mountPath: workDir, persistentVolumeClaim: { claimName: 'nfs' } },
  ],
  placement: { nodeSelector: { 'hyperflow-wms/nodepool': 'hfworker' } },
  // The operator's pods have no security context, and its images run as root. The token stays off: a worker asks
  // nothing of the API server.
  security: {
    relax: [
      'runAsRoot',
      'writableRootFilesystem',
      'privilegeEscalation',
      'capabilities',
      'seccomp',
    ],
  },
  serviceAccount: { name: 'default' },
  // A Deployment without a strategy has these.
  rollout: { maxSurge: '25%', maxUnavailable: '25%' },
} as const;

/**
 * How the chart scales. `hold` stands for its cooldownPeriod of 120 s and, unlike upstream, for the HPA's scale-in
 * window as well: upstream's window of zero kills busy workers whenever a share shrinks for a moment. The formula and
 * hence the number a pool settles at are the same; only the way down waits.
 */
export const chartScaling = {
  mode: 'share',
  formula: 'hyperflow',
  hold: '2m',
  rates: { up: { workers: 50, per: '5s' }, down: { workers: 50, per: '30s' } },
  pollingInterval: '3s',
} as const;

/** How the fork of 2025 scales: capped by the queue, slower both ways. */
export const forkScaling = {
  mode: 'share',
  formula: 'wpok',
  hold: '5m',
  rates: {
    up: { workers: 20, percent: 100, per: '30s' },
    down: { workers: 10, percent: 30, per: '60s' },
  },
  pollingInterval: '3s',
} as const;
