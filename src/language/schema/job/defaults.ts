/** What the checker fills in for a JobTemplate; the schema shows the same values as its defaults. */
export const jobDefaults = {
  parallelism: 1,
  concurrency: 10,
  retries: 0,
  disruptions: 'ignore',
  digest: 'optional',
  timezone: 'Etc/UTC',
  concurrencyPolicy: 'Forbid',
  startingDeadline: '1h',
  successful: 3,
  failed: 3,
  unitsPerJob: 1,
  pollingInterval: '15s',
  vhost: '/',
  dialect: 'roster',
  requestTtl: '1h',
  maxLength: 1000,
} as const;

/** What each alert waits for, and how loud it is. */
export const jobAlertDefaults = {
  failing: { for: '1m', severity: 'warning' },
  stuck: { for: '15m', severity: 'warning' },
} as const;
export const overdueSeverity = 'warning';
