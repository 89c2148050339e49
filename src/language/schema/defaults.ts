// The values that stand in the schemas as defaults and that the readers fill in. Apart from the schemas, because the
// schema library is not loaded when a user runs `roster`.

/** What the checker fills in; the schema shows the same values as its defaults. */
export const scalingDefaults = {
  min: 0,
  max: 10,
  unitsPerWorker: 1,
  formula: 'roster',
  weight: 1,
  hold: '2m',
  pollingInterval: '15s',
  victims: 'idle',
  holdFor: '10m',
  timezone: 'Etc/UTC',
} as const;

/** What each alert waits for, and how loud it is. */
export const alertDefaults = {
  backlogNotDraining: { for: '30m', severity: 'warning' },
  atMax: { for: '1h', severity: 'warning' },
  signalStale: { for: '10m', severity: 'critical' },
  notReady: { for: '15m', severity: 'critical' },
} as const;

/** What a worker has that its policy does not mention. */
export const workerDefaults = { gracePeriod: '30s', maxSurge: '25%', maxUnavailable: 0 } as const;

/** What an Environment is that does not say. */
export const environmentDefaults = {
  defaultNamespace: 'default',
  kubernetes: '1.32',
  keda: '2.17',
  runtimeNamespace: 'roster',
  argocdNamespace: 'argocd',
  fluxNamespace: 'flux-system',
} as const;

/** How metrics are read of pods that do not say. */
export const metricsDefaults = { path: '/metrics' } as const;

/** What each Deployment of the runtime has that its Environment does not mention. */
export const runtimeDefaults = {
  replicas: 2,
  logLevel: 'info',
  requests: { cpu: '100m', memory: '128Mi' },
  limits: { cpu: undefined, memory: '256Mi' },
} as const;

/** What the usual sidecar of Grafana looks for. */
export const grafanaDefaults = {
  labels: { grafana_dashboard: '1' },
  folder: 'Roster',
} as const;

/** How the engine of GitOps works where its Environment does not say. */
export const gitopsDefaults = {
  revision: 'HEAD',
  server: 'https://kubernetes.default.svc',
  branch: 'main',
  tag: 'latest',
  provider: 'generic',
  interval: '10m',
  retryInterval: '2m',
  timeout: '5m',
} as const;
