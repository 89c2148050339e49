/** What a ClusterTemplate has that does not say; apart from the schemas, because the schema library is not loaded when a user runs `roster`. */
export const clusterDefaults = {
  clustersPerUser: 5,
  adaptive: true,
  apart: 'cluster',
  surplus: 0,
  idleTimeout: '30m',
  startTimeout: { dask: '2m', resaas: '10m' },
  workerStartTimeout: '2m',
  keepEnded: '24h',
  scheduler: 'gateway',
  dashboard: true,
  internalAuth: 'token-or-source',
  resultsFolder: 'storage',
  linkLifetime: '7d',
} as const;
