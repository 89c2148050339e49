import type { CapacityGroup } from '../src/model/capacity-group.ts';
import type { Environment, Estate } from '../src/model/environment.ts';
import { parseQuantity, type Quantity } from '../src/model/quantity.ts';
import type { Demand, Scaling } from '../src/model/scaling.ts';
import type { DocumentRef } from '../src/model/source.ts';
import { millis } from '../src/model/units.ts';
import type { Worker } from '../src/model/worker.ts';
import type { Provenance, WorkerPool } from '../src/model/worker-pool.ts';

/** Builders with sane defaults: a test names only what it is about. */

function quantity(text: string): Quantity {
  const parsed = parseQuantity(text);
  if (parsed === undefined) throw new Error(`${text} is no quantity`);
  return parsed;
}

export function amounts(of: Readonly<Record<string, string>>): ReadonlyMap<string, Quantity> {
  return new Map(Object.entries(of).map(([name, text]) => [name, quantity(text)]));
}

export function documentRef(path = 'policies/test.yaml', line = 1): DocumentRef {
  return { source: { path, text: '' }, index: 0, line };
}

function provenance(path?: string): Provenance {
  return { document: documentRef(path), layers: [], derived: {} };
}

export function worker(changes: Partial<Worker> = {}): Worker {
  return {
    image: 'registry.example.org/worker:1.0.0',
    pullSecrets: [],
    env: [],
    envFrom: [],
    ports: [],
    requests: amounts({ cpu: '500m', memory: '500Mi' }),
    limits: new Map(),
    gracePeriod: millis(30_000),
    volumes: [],
    initContainers: [],
    sidecars: [],
    probes: {},
    placement: { nodeSelector: {}, tolerations: [], onePerNode: false, spread: [] },
    security: { relax: [] },
    serviceAccount: { annotations: {} },
    rollout: { maxSurge: '25%', maxUnavailable: 0, recreate: false },
    labels: {},
    annotations: {},
    ...changes,
  };
}

export function scaling(demand: Demand, changes: Partial<Scaling> = {}): Scaling {
  return {
    demand,
    min: 0,
    max: 10,
    hold: millis(120_000),
    pollingInterval: millis(15_000),
    onSignalLoss: { holdFor: millis(600_000), next: 'hold' },
    schedule: [],
    victims: 'any',
    ...changes,
  };
}

export function workerPool(changes: Partial<WorkerPool> = {}): WorkerPool {
  const alert = (minutes: number, severity: string) => ({
    enabled: true,
    for: millis(minutes * 60_000),
    severity,
  });
  return {
    kind: 'WorkerPool',
    dialect: 'roster',
    name: 'mproject',
    namespace: 'montage',
    writtenNamespace: 'montage',
    labels: {},
    annotations: {},
    worker: worker(),
    engine: { name: 'git', because: 'mode fixed has one number, and Git holds it' },
    scaling: scaling({ mode: 'fixed', workers: 3 }, { min: 3, max: 3 }),
    alerts: {
      labels: {},
      backlogNotDraining: alert(30, 'warning'),
      atMax: alert(60, 'warning'),
      signalStale: alert(10, 'critical'),
      notReady: alert(15, 'critical'),
    },
    disruption: { maxUnavailable: '25%' },
    written: {},
    provenance: provenance(),
    ...changes,
  };
}

export function capacityGroup(changes: Partial<CapacityGroup> = {}): CapacityGroup {
  return {
    kind: 'CapacityGroup',
    name: 'montage',
    namespace: 'montage',
    writtenNamespace: 'montage',
    labels: {},
    annotations: {},
    quota: amounts({ 'requests.cpu': '21', 'requests.memory': '60Gi' }),
    priorityClass: { name: 'montage.montage', value: 0, preemption: 'Never' },
    written: {},
    provenance: provenance(),
    ...changes,
  };
}

export function environment(changes: Partial<Environment> = {}): Environment {
  return {
    kind: 'Environment',
    name: 'prod',
    defaultNamespace: 'default',
    namespaces: {},
    labels: {},
    gitops: 'none',
    versions: { kubernetes: [1, 32], keda: [2, 17] },
    argocd: {
      namespace: 'argocd',
      project: 'roster-prod',
      destination: { server: 'https://kubernetes.default.svc' },
    },
    flux: {
      namespace: 'flux-system',
      path: 'dist/prod',
      interval: millis(600_000),
      retryInterval: millis(120_000),
      timeout: millis(300_000),
      wait: true,
      dependsOn: [],
    },
    namespaceObjects: undefined,
    runtime: { namespace: 'roster' },
    prometheusOperator: { enabled: true, ruleLabels: {}, podMonitorLabels: {} },
    network: { dns: [], prometheus: undefined },
    connections: { rabbitmq: new Map(), prometheus: new Map(), redis: new Map(), oasis: new Map() },
    document: documentRef(),
    ...changes,
  };
}

export function estate(changes: Partial<Estate> = {}): Estate {
  return { environment: environment(), pools: [], groups: [], jobs: [], clusters: [], ...changes };
}
