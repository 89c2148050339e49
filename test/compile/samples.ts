import type {
  PrometheusConnection,
  RabbitmqConnection,
  RedisConnection,
} from '../../src/model/connection.ts';
import type { Demand, Scaling, Signal, Window } from '../../src/model/scaling.ts';
import { millis } from '../../src/model/units.ts';
import type { Engine, WorkerPool } from '../../src/model/worker-pool.ts';
import { amounts, scaling, worker, workerPool } from '../builders.ts';

/** Pools of every mode and engine, as the language hands them over. */

const key = (name: string, at: string) => ({ name, key: at });

export const broker: RabbitmqConnection = {
  name: 'main',
  amqp: key('rabbitmq', 'amqp'),
  management: key('rabbitmq', 'management'),
};
export const managed: RabbitmqConnection = { name: 'main', management: key('rabbitmq', 'url') };
export const server: PrometheusConnection = { name: 'main', url: 'http://prometheus:9090' };
const cache: RedisConnection = {
  name: 'main',
  address: 'redis.montage:6379',
  password: key('redis', 'password'),
  database: 2,
  tls: true,
};

export const queue: Extract<Signal, { source: 'rabbitmq' }> = {
  source: 'rabbitmq',
  queue: 'montage.mProject',
  vhost: '/',
  count: 'ready+unacked',
  connection: broker,
};
export const series: Extract<Signal, { source: 'prometheus' }> = {
  source: 'prometheus',
  query: 'sum(thumbnails_pending)',
  connection: server,
};
export const list: Extract<Signal, { source: 'redis' }> = {
  source: 'redis',
  of: 'list',
  key: 'jobs',
  connection: cache,
};
export const analyses: Signal = {
  source: 'oasis',
  supplier: 'OasisLMF',
  model: 'PiWind',
  version: 'v1',
  api: 'v2',
  count: 'analyses',
  connection: { name: 'main', url: 'http://oasis-server:8000' },
};

export const office: Window = {
  cron: '0 8 * * 1-5',
  end: '0 18 * * 1-5',
  timezone: 'Europe/Warsaw',
  length: millis(36_000_000),
  atLeast: 5,
};

export function pool(engine: Engine['name'], demand: Demand, changes: Partial<Scaling> = {}) {
  return workerPool({
    engine: { name: engine, because: 'a test' },
    scaling: scaling(demand, changes),
  });
}

export const proportional = (signal: Signal, unitsPerWorker = 5): Demand => ({
  mode: 'proportional',
  signal,
  unitsPerWorker,
});

const share = (formula: 'roster' | 'hyperflow' | 'wpok'): Demand => ({
  mode: 'share',
  signal: queue,
  formula,
  weight: 2,
  prometheus: server,
});

const bearer = { ...server, bearerToken: key('prometheus', 'token') };
const basic = {
  ...server,
  basic: { username: key('prometheus', 'user'), password: key('prometheus', 'password') },
};
const whileBusy: Demand = { mode: 'whileBusy', signal: queue, workers: 4 };
const half = amounts({ memory: '0.5Gi' }).get('memory')!;
export const usage: Demand = {
  mode: 'utilization',
  cpu: { averageUtilization: 70 },
  memory: { averageValue: half },
};
const minutes = (count: number) => millis(count * 60_000);

const isolated: Partial<WorkerPool> = {
  metrics: { port: 'metrics', path: '/metrics', interval: millis(30_000), timeout: millis(10_000) },
  network: {
    ingress: [{ namespace: 'monitoring', ports: [{ port: 'metrics', protocol: 'TCP' }] }],
    egress: [
      {
        namespace: 'kube-system',
        podLabels: { 'k8s-app': 'kube-dns' },
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
      { podLabels: {}, ports: [{ port: 5672, protocol: 'TCP' }] },
      { namespaceLabels: {}, ports: [{ port: 8000, endPort: 8010, protocol: 'TCP' }] },
      { namespace: 'data', namespaceLabels: { team: 'a' }, ports: [{ protocol: 'SCTP' }] },
      { cidr: '192.0.2.0/24', except: ['192.0.2.128/25'], ports: [] },
      { cidr: '2001:db8::/32', ports: [{ port: 443, protocol: 'TCP' }] },
    ],
  },
};
const metricsPort = { name: 'metrics', containerPort: 9000 };

/** One pool for each thing that a pool's scaling can be, by the name of its golden folder. */
export const samples: Readonly<Record<string, WorkerPool>> = {
  'git-fixed': workerPool(),
  'git-fixed-zero': pool('git', { mode: 'fixed', workers: 0 }, { max: 0 }),
  'git-isolated': workerPool({ network: { ingress: [], egress: [] } }),
  'git-network': workerPool({ ...isolated, worker: worker({ ports: [metricsPort] }) }),
  'hpa-both': pool('hpa', usage, { min: 1, max: 20 }),
  'hpa-rates': pool(
    'hpa',
    { mode: 'utilization', cpu: { averageUtilization: 70 } },
    {
      min: 2,
      up: { workers: 4, percent: 100, per: minutes(1) },
      down: { percent: 10, per: minutes(5) },
      hold: minutes(10),
    },
  ),
  'keda-fixed-windows': pool(
    'keda',
    { mode: 'fixed', workers: 2 },
    {
      min: 2,
      schedule: [
        office,
        { ...office, cron: '0 2 * * *', end: '0 4 * * *', timezone: 'Etc/UTC', atLeast: 10 },
      ],
    },
  ),
  'keda-rabbitmq-unacked': pool('keda', proportional(queue)),
  'keda-rabbitmq-amqp': pool(
    'keda',
    proportional({ ...queue, vhost: 'jobs', count: 'ready' }, 0.5),
  ),
  'keda-rabbitmq-managed': pool(
    'keda',
    proportional({ ...queue, count: 'ready', connection: managed }),
  ),
  'keda-prometheus': pool('keda', proportional(series)),
  'keda-prometheus-bearer': pool('keda', proportional({ ...series, connection: bearer })),
  'keda-prometheus-basic': pool('keda', proportional({ ...series, connection: basic })),
  'keda-redis-list': pool('keda', proportional(list)),
  'keda-redis-stream': pool('keda', proportional({ ...list, of: 'stream' }, 10)),
  'keda-redis-group': pool(
    'keda',
    proportional({ ...list, of: 'stream', consumerGroup: 'workers' }),
  ),
  'keda-while-busy': pool('keda', whileBusy),
  'keda-share-roster': { ...pool('keda', share('roster')), group: 'montage' },
  'keda-share-hyperflow': { ...pool('keda', share('hyperflow')), group: 'montage' },
  'keda-windows': pool('keda', proportional(queue), { schedule: [office] }),
  'keda-rates': pool('keda', proportional(queue), {
    up: { workers: 4, percent: 100, per: minutes(1) },
    down: { percent: 10, per: minutes(5) },
    hold: minutes(90),
  }),
  'keda-fallback-workers': pool('keda', proportional(queue), {
    onSignalLoss: { holdFor: minutes(10), next: { workers: 3 } },
    pollingInterval: millis(7_000),
  }),
  'keda-fallback-at-least': pool('keda', proportional(queue), {
    onSignalLoss: { holdFor: minutes(10), next: { atLeast: 2 } },
  }),
  'runtime-fixed': pool('runtime', { mode: 'fixed', workers: 3 }, { schedule: [office] }),
  'runtime-while-busy': pool('runtime', whileBusy, { min: 1 }),
  'runtime-proportional': pool('runtime', proportional(analyses, 1), {
    victims: 'idle',
    up: { workers: 4, per: minutes(1) },
    onSignalLoss: { holdFor: minutes(10), next: { atLeast: 2 } },
    schedule: [{ cron: '0 0 * * 6', timezone: 'Etc/UTC', length: minutes(2880), atMost: 1 }],
  }),
  'runtime-idle-broker': pool('runtime', proportional(queue), {
    victims: 'idle',
    idleness: { from: 'broker' },
  }),
  'runtime-idle-http': {
    ...pool('runtime', proportional(list), {
      victims: 'idle',
      idleness: { from: 'http', port: 8080, path: '/idle' },
    }),
    network: { ingress: [], egress: [] },
  },
  'runtime-share': { ...pool('runtime', share('roster')), group: 'montage' },
  'runtime-deadline': pool('runtime', {
    mode: 'deadline',
    signal: list,
    drain: { within: minutes(60) },
    serviceTime: minutes(1.5),
  }),
  'runtime-deadline-by': pool('runtime', {
    mode: 'deadline',
    signal: series,
    drain: { by: '06:00', timezone: 'Europe/Warsaw' },
  }),
  'runtime-per-node': pool('runtime', {
    mode: 'perNode',
    nodes: { 'example.org/pool': 'workers' },
  }),
  'runtime-platform': pool('runtime', { mode: 'platform', signal: analyses }),
  'runtime-manual': pool('runtime', { mode: 'manual', workers: 3 }),
};
