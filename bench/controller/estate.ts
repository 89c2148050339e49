import type { KubeObject } from '../../src/runtime/kube/api-client.ts';

/** One pool of the running controllers; those in mode `proportional` are the ones whose signals change. */
export interface LivePool {
  readonly name: string;
  readonly namespace: string;
  readonly group?: string;
  readonly mode: 'proportional' | 'share' | 'whileBusy' | 'deadline' | 'fixed' | 'manual';
  /** What Prometheus is asked; it tells the pool's signal from all others. */
  readonly query: string;
}

/** Objects as they are written to an API server. */
export type Written = KubeObject & { readonly [field: string]: unknown };

export interface Objects {
  readonly workerpools: readonly Written[];
  readonly capacitygroups: readonly Written[];
  readonly deployments: readonly Written[];
}

/** The workers that every pool begins with, and what its signal says then: nothing is to be done. */
export const workersAtFirst = 3;

/** Pools of one namespace: two groups of 20, and 10 that stand by themselves. */
const perNamespace = 50;
const perGroup = 20;
const inGroups = 40;

/** Of twenty pools fourteen follow a queue; the rest is one of each other kind that needs no cluster around it. */
const rest = ['share', 'share', 'whileBusy', 'deadline', 'fixed', 'manual'] as const;

/** Makes the same pools for the same number, every time. */
export function livePools(count: number): readonly LivePool[] {
  return Array.from({ length: count }, (_, index) => {
    const place = index % perNamespace;
    const turn = index % perGroup;
    const mode = rest[turn - (perGroup - rest.length)] ?? 'proportional';
    const isGrouped = place < inGroups;
    return {
      name: `pool-${padded(index)}`,
      namespace: `bench-${padded(Math.floor(index / perNamespace))}`,
      // only a group has anything to share
      mode: mode === 'share' && !isGrouped ? 'proportional' : mode,
      ...(isGrouped && { group: `group-${Math.floor(place / perGroup)}` }),
      query: `bench_backlog_${padded(index)}`,
    };
  });
}

export function namespacesOf(pools: readonly LivePool[]): readonly string[] {
  return [...new Set(pools.map(({ namespace }) => namespace))];
}

/** The resources of these pools as the compiler writes them; with a polling interval, such as `15s`. */
export function objectsOf(pools: readonly LivePool[], pollingInterval: string): Objects {
  const groups = new Map(
    pools.flatMap(({ namespace, group }) =>
      group === undefined ? [] : [[`${namespace}/${group}`, { namespace, group }] as const],
    ),
  );
  return {
    workerpools: pools.map((pool) => workerPool(pool, pollingInterval)),
    capacitygroups: [...groups.values()].map(capacityGroup),
    deployments: pools.map(deployment),
  };
}

function workerPool(pool: LivePool, pollingInterval: string): Written {
  const { name, namespace, group } = pool;
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'WorkerPool',
    metadata: { name, namespace, labels: labelsOf(pool) },
    spec: {
      engine: 'runtime',
      ...(group !== undefined && { group }),
      worker: { image, gracePeriod: '10m', resources },
      scaling: scalingOf(pool, pollingInterval),
    },
  };
}

const image = 'registry.example.org/team/worker:1.4.2';
const resources = { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '512Mi' } };

function scalingOf({ mode, query }: LivePool, pollingInterval: string): object {
  const signal = { prometheus: { query, connection: 'main' } };
  // biome-ignore lint/suspicious/noThenProperty: the word of the policy language; nothing awaits it
  const onSignalLoss = { holdFor: '10m', then: 'hold' };
  const read = { signal, pollingInterval, onSignalLoss, hold: '0s', min: 0, victims: 'any' };
  switch (mode) {
    case 'proportional':
      return { mode, unitsPerWorker: 1, max: 50, ...read };
    case 'share':
      return { mode, formula: 'roster', weight: 1, max: workersAtFirst, ...read };
    case 'whileBusy':
      return { mode, workers: workersAtFirst, ...read };
    case 'deadline':
      return {
        mode,
        drainWithin: '1h',
        serviceTime: '20m',
        ...read,
        min: workersAtFirst,
        max: workersAtFirst,
      };
    case 'fixed':
      return { mode, workers: workersAtFirst };
    case 'manual':
      return { mode, workers: workersAtFirst, min: 0, max: 50, hold: '0s', victims: 'any' };
  }
}

function capacityGroup({ namespace, group }: { namespace: string; group: string }): Written {
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'CapacityGroup',
    metadata: { name: group, namespace },
    spec: {
      // more than they ask for: what is measured is the work, not the waiting for room
      quota: { cpu: '4000', memory: '4000Gi', pods: 4000 },
      priorityClass: { name: `${namespace}.${group}`, value: 0, preemption: 'Never' },
    },
  };
}

function deployment(pool: LivePool): Written {
  const { name, namespace, group } = pool;
  const labels = labelsOf(pool);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: workersAtFirst,
      selector: { matchLabels: { 'roster.dev/pool': name } },
      template: {
        metadata: { labels },
        spec: {
          ...(group !== undefined && { priorityClassName: `${namespace}.${group}` }),
          containers: [{ name: 'worker', image, resources }],
        },
      },
    },
  };
}

function labelsOf({ name }: LivePool): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/managed-by': 'roster',
    'roster.dev/pool': name,
  };
}

function padded(index: number): string {
  return String(index).padStart(5, '0');
}
