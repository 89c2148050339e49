import type { ClusterPod, ClusterTemplate } from '../../../src/model/cluster-template.ts';
import type { Environment, Estate } from '../../../src/model/environment.ts';
import type { JobTemplate } from '../../../src/model/job-template.ts';
import type { Peer } from '../../../src/model/network.ts';
import type { Component, Installation } from '../../../src/model/runtime.ts';
import type { Demand, Idleness, Signal } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import {
  amounts,
  capacityGroup,
  documentRef,
  environment,
  estate,
  scaling,
  worker,
  workerPool,
} from '../../builders.ts';

/** An estate in which the runtime has something of everything to do. */

const provenance = { document: documentRef(), layers: [], derived: {} };
const common = { labels: {}, annotations: {}, written: {}, provenance };
const minutes = (count: number) => millis(count * 60_000);

const at = (namespace: string, port: number): readonly Peer[] => [
  { namespace, ports: [{ port, protocol: 'TCP' }] },
];

const broker = {
  name: 'main',
  amqp: { name: 'rabbitmq', key: 'amqp' },
  management: { name: 'rabbitmq', key: 'management' },
  ca: { name: 'rabbitmq', key: 'ca.crt' },
  network: at('rabbitmq', 5672),
};

const platform = {
  name: 'models',
  url: 'https://oasis-server.oasis:8000/api',
  websocketUrl: 'wss://oasis-websocket.oasis:8001',
  ca: { name: 'oasis-ca', key: 'ca.crt' },
  credentials: {
    username: { name: 'oasis-login', key: 'username' },
    password: { name: 'oasis-login', key: 'password' },
  },
  network: at('oasis', 8000),
};

export const queue: Signal = {
  source: 'rabbitmq',
  queue: 'montage.mProject',
  vhost: '/',
  count: 'ready+unacked',
  connection: broker,
};

const analyses: Signal = {
  source: 'oasis',
  supplier: 'OasisLMF',
  model: 'PiWind',
  version: '1',
  api: 'v2',
  count: 'analyses',
  connection: platform,
};

const idleness: Idleness = { from: 'annotation', key: 'example.org/state' };

export function pool(
  name: string,
  engine: WorkerPool['engine']['name'],
  demand: Demand,
  changes: Partial<WorkerPool> = {},
): WorkerPool {
  return workerPool({
    name,
    engine: { name: engine, because: 'a test' },
    scaling: scaling(
      demand,
      engine === 'runtime' ? { victims: 'idle', idleness } : { victims: 'any' },
    ),
    ...changes,
  });
}

const off = { enabled: false, for: minutes(1), severity: 'warning' };

export const job: JobTemplate = {
  ...common,
  kind: 'JobTemplate',
  name: 'thumbnail',
  namespace: 'media',
  writtenNamespace: 'media',
  worker: worker({
    image: 'registry.example.org/media/thumbnail:1.0.0',
    env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'media', key: 'token' } } }],
  }),
  images: { allow: ['registry.example.org/media/**'], digest: 'optional' },
  parameters: [],
  trigger: {
    kind: 'requests',
    queue: { connection: broker, vhost: '/', queue: 'thumbnails', dialect: 'roster' },
    http: { path: '/thumbnails', dialect: 'roster' },
  },
  suspend: false,
  retries: { limit: 3, disruptions: 'ignore', rules: [] },
  parallelism: 1,
  completions: 1,
  concurrency: 10,
  alerts: {
    labels: {},
    failing: off,
    stuck: off,
    overdue: { enabled: false, severity: 'warning' },
  },
};

const clusterPod: ClusterPod = { ...worker(), start: 'dialect' };

const cluster: ClusterTemplate = {
  ...common,
  kind: 'ClusterTemplate',
  name: 'notebooks',
  namespace: 'science',
  writtenNamespace: 'science',
  dialect: 'dask',
  scheduler: clusterPod,
  worker: clusterPod,
  workers: { default: 1, min: 0, max: 10, adaptive: true },
  perNode: { apart: 'template', surplus: 0 },
  limits: { perCluster: {}, perUser: { clusters: 1 }, total: {} },
  times: {
    startTimeout: minutes(10),
    workerStartTimeout: minutes(10),
    keepEnded: minutes(60),
  },
  options: [],
  exposure: { scheduler: 'gateway', dashboard: true },
  users: { names: [], groups: [], operators: [] },
  network: { ingress: [], egress: [] },
};

const component: Component = {
  replicas: 2,
  requests: amounts({ cpu: '100m', memory: '128Mi' }),
  limits: amounts({ memory: '256Mi' }),
  placement: {
    nodeSelector: {},
    tolerations: [],
    onePerNode: false,
    spread: [
      {
        topologyKey: 'topology.kubernetes.io/zone',
        maxSkew: 1,
        whenUnsatisfiable: 'ScheduleAnyway',
      },
    ],
  },
};

const installation: Installation = {
  image: 'registry.example.org/roster/runtime:0.1.0',
  pullSecrets: [],
  logLevel: 'info',
  apiServer: ['10.0.0.1/32'],
  controller: component,
  gateway: component,
};

/** An environment with the runtime in a namespace, and a Prometheus that says where it is. */
export function withRuntime(
  changes: Partial<Environment> = {},
  install: Partial<Installation> = {},
): Environment {
  return environment({
    runtime: { namespace: 'roster', install: { ...installation, ...install } },
    ...changes,
    network: {
      dns: at('kube-system', 53),
      prometheus: [{ namespace: 'monitoring', ports: [] }],
      ...changes.network,
    },
  });
}

const proportional = (signal: Signal): Demand => ({
  mode: 'proportional',
  signal,
  unitsPerWorker: 5,
});

const agents: Demand = { mode: 'perNode', nodes: { pool: 'workers' } };

/** Two pools that the runtime scales, one of KEDA's, one of Git's, a group, a job on request and a kind of clusters. */
export function sampleEstate(changes: Partial<Estate> = {}): Estate {
  const oasis = { namespace: 'oasis', writtenNamespace: 'oasis' };
  return estate({
    environment: withRuntime(),
    pools: [
      pool('mproject', 'runtime', proportional(queue), { group: 'montage' }),
      pool('mdifffit', 'keda', proportional(queue), { group: 'montage' }),
      pool('reports', 'git', { mode: 'fixed', workers: 3 }),
      pool(
        'piwind',
        'runtime',
        { mode: 'platform', signal: analyses },
        {
          ...oasis,
          scaling: scaling({ mode: 'platform', signal: analyses }, { victims: 'any' }),
        },
      ),
      pool('agents', 'runtime', agents, {
        ...oasis,
        scaling: scaling(agents, {
          victims: 'idle',
          idleness: { from: 'http', port: 8090, path: '/idle' },
        }),
      }),
    ],
    groups: [capacityGroup()],
    jobs: [job],
    clusters: [cluster],
    ...changes,
  });
}
