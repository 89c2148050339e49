import type { FakeApiServer } from '../../fakes/api-server.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The spec of a pool in mode `proportional`, one worker a message, as the compiler writes it. */
export function spec(more: Fields = {}, scaling: Fields = {}): Fields {
  return {
    engine: 'runtime',
    worker: { image: 'registry.example.org/worker:1' },
    ...more,
    scaling: {
      mode: 'proportional',
      unitsPerWorker: 1,
      signal: {
        rabbitmq: { queue: 'jobs', vhost: '/', count: 'ready+unacked', connection: 'main' },
      },
      min: 0,
      max: 10,
      hold: '2m',
      pollingInterval: '15s',
      onSignalLoss: onLoss('10m', 'hold'),
      victims: 'any',
      ...scaling,
    },
  };
}

/** The `scaling.signal` of a queue. */
export function onQueue(queue: string): Fields {
  return {
    signal: { rabbitmq: { queue, vhost: '/', count: 'ready+unacked', connection: 'main' } },
  };
}

export function putPool(
  server: FakeApiServer,
  name: string,
  written: unknown,
  metadata: Fields = {},
) {
  return server.put('workerpools', {
    metadata: { name, namespace: 'work', ...metadata },
    spec: written,
  });
}

/** A Deployment whose workers are all ready, each of which takes half a CPU and a gibibyte. */
export function putDeployment(
  server: FakeApiServer,
  name: string,
  replicas: number,
  more: Fields = {},
) {
  return server.put('deployments', {
    metadata: { name, namespace: 'work' },
    spec: {
      replicas,
      template: {
        spec: {
          priorityClassName: 'work.all',
          containers: [{ name: 'worker', resources: { requests: { cpu: '500m', memory: '1Gi' } } }],
        },
      },
    },
    status: { replicas, readyReplicas: replicas },
    ...more,
  });
}

export function putGroup(server: FakeApiServer, name: string, quota: Fields, more: Fields = {}) {
  return server.put('capacitygroups', {
    metadata: { name, namespace: 'work' },
    spec: {
      quota,
      priorityClass: { name: 'work.all', value: 0, preemption: 'Never' },
      ...more,
    },
  });
}

/** What `scaling.onSignalLoss` holds. */
export function onLoss(holdFor: string, next: unknown): Fields {
  // biome-ignore lint/suspicious/noThenProperty: the word of the policy language; nothing awaits it
  return { holdFor, then: next };
}
