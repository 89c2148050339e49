const containers = [{ name: 'worker', image: 'registry.example.org/worker:1' }];

/** A Deployment that no scheduler finds a place for. */
export function deployment(name: string, replicas: number) {
  const labels = { app: name };
  return {
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...unschedulable, containers } },
    },
  };
}

/** A pod that nothing happens to: not even the scheduler looks at it. */
export function pod(name: string) {
  return { metadata: { name }, spec: { ...unschedulable, containers } };
}

const unschedulable = { schedulerName: 'nobody' };

/** The smallest WorkerPool as the compiler writes it. */
export function workerPool(name: string) {
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'WorkerPool',
    metadata: { name },
    spec: {
      engine: 'runtime',
      scaling: { mode: 'fixed', workers: 1 },
      worker: { image: 'registry.example.org/worker:1' },
    },
  };
}
