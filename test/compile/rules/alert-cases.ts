import type { Demand } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { scaling, worker, workerPool } from '../../builders.ts';
import { queueSignal } from './pools.ts';
import type { Series } from './promtool.ts';

/** A demand whose signal is a queue with an exporter. */
export const onQueue: Demand = {
  mode: 'proportional',
  signal: queueSignal('montage.mproject'),
  unitsPerWorker: 1,
};
const onRedis: Demand = {
  mode: 'proportional',
  signal: {
    source: 'redis',
    of: 'list',
    key: 'jobs',
    connection: { name: 'main', address: 'redis:6379', database: 0, tls: false },
  },
  unitsPerWorker: 1,
};

/** One alert on one world. */
export interface AlertCase {
  readonly name: string;
  readonly pool: WorkerPool;
  readonly series: readonly Series[];
  readonly alert: string;
  readonly at: string;
  /** The summary when it fires. */
  readonly fires: string | false;
}

export const draining = 'RosterPoolBacklogNotDraining';
export const stale = 'RosterPoolSignalStale';
const ready = (values: string): Series => ({
  series:
    'rabbitmq_queue_messages_ready{endpoint="rabbitmq-exporter", vhost="/", queue="montage.mproject"}',
  values,
});
const unacked = (values: string): Series => ({
  ...ready(values),
  series: ready('').series.replace('_ready', '_unacknowledged'),
});
const up: Series = { series: 'rabbitmq_up{endpoint="rabbitmq-exporter"}', values: '1x200' };
const deployment = (metric: string, values: string, name = 'mproject'): Series => ({
  series: `kube_deployment_${metric}{namespace="montage", deployment="${name}"}`,
  values,
});
const keda = (metric: string, values: string, labels = 'namespace="montage"'): Series => ({
  series: `keda_scaler_${metric}{${labels}, scaledObject="mproject", triggerIndex="0", type="scaledobject", scaler="redisScaler"}`,
  values,
});
const runtime = (metric: string, values: string, namespace = 'namespace'): Series => ({
  series: `roster_pool_${metric}{${namespace}="montage", pool="mproject"}`,
  values,
});

export const alertCases: readonly AlertCase[] = [
  {
    name: 'a backlog that grows for the whole window fires',
    pool: pool('keda', onQueue),
    series: [ready('10+1x200'), unacked('2x200'), up],
    alert: draining,
    at: '40m',
    fires: 'Worker pool montage/mproject has a backlog of 172, which is no less than 30m ago.',
  },
  {
    name: 'a backlog that shrinks is silent',
    pool: pool('keda', onQueue),
    series: [ready('1000-1x200'), unacked('2x200'), up],
    alert: draining,
    at: '40m',
    fires: false,
  },
  {
    name: 'a backlog that was gone for a moment is silent',
    pool: pool('keda', onQueue),
    series: [ready('10x40 0 10x200'), unacked('0x240'), up],
    alert: draining,
    at: '40m',
    fires: false,
  },
  {
    name: 'a backlog that is younger than the window is silent',
    pool: pool('keda', onQueue),
    series: [ready('_x50 10x200'), unacked('_x50 2x200'), up],
    alert: draining,
    at: '40m',
    fires: false,
  },
  {
    name: 'a backlog that stands still for less than the longest task is silent',
    pool: pool('keda', onQueue, { worker: worker({ longestTask: millis(3_600_000) }) }),
    series: [ready('10x200'), unacked('2x200'), up],
    alert: draining,
    at: '40m',
    fires: false,
  },
  {
    name: "the backlog of a Redis list is KEDA's own reading",
    pool: pool('keda', onRedis),
    series: [keda('metrics_value', '7x200'), keda('metrics_value', '99x200', 'namespace="other"')],
    alert: draining,
    at: '40m',
    fires: 'Worker pool montage/mproject has a backlog of 7, which is no less than 30m ago.',
  },
  {
    name: "a scrape that renames KEDA's labels is understood",
    pool: pool('keda', onRedis),
    series: [keda('metrics_value', '7x200', 'namespace="keda", exported_namespace="montage"')],
    alert: draining,
    at: '40m',
    fires: 'Worker pool montage/mproject has a backlog of 7, which is no less than 30m ago.',
  },
  {
    name: "the backlog of a runtime pool is the runtime's reading",
    pool: pool('runtime', onRedis),
    series: [runtime('backlog', '7x200', 'exported_namespace')],
    alert: draining,
    at: '40m',
    fires: 'Worker pool montage/mproject has a backlog of 7, which is no less than 30m ago.',
  },
  {
    name: 'a pool that is at its maximum for an hour fires',
    pool: pool('keda', onQueue),
    series: [deployment('spec_replicas', '10x300')],
    alert: 'RosterPoolAtMax',
    at: '61m',
    fires: 'Worker pool montage/mproject has had 10 workers for 1h, and 10 is its maximum.',
  },
  {
    name: 'a pool that was below its maximum meanwhile is silent',
    pool: pool('keda', onQueue),
    series: [deployment('spec_replicas', '10x100 9 10x200')],
    alert: 'RosterPoolAtMax',
    at: '61m',
    fires: false,
  },
  {
    name: "another pool's workers do not fire",
    pool: pool('keda', onQueue),
    series: [deployment('spec_replicas', '10x300', 'mproject-2')],
    alert: 'RosterPoolAtMax',
    at: '61m',
    fires: false,
  },
  {
    name: 'an exporter that is silent fires',
    pool: pool('keda', onQueue),
    series: [],
    alert: stale,
    at: '11m',
    fires: 'Worker pool montage/mproject has had no fresh signal for 10m.',
  },
  {
    name: 'KEDA that cannot read the signal fires',
    pool: pool('keda', onQueue),
    series: [ready('1x200'), unacked('0x200'), up, keda('detail_errors_total', '0+1x200')],
    alert: stale,
    at: '16m',
    fires: 'Worker pool montage/mproject has had no fresh signal for 10m.',
  },
  {
    name: 'both causes at once are one alert',
    pool: pool('keda', onQueue),
    series: [keda('detail_errors_total', '0+1x200')],
    alert: stale,
    at: '16m',
    fires: 'Worker pool montage/mproject has had no fresh signal for 10m.',
  },
  {
    name: 'a signal that is read without errors is silent',
    pool: pool('keda', onQueue),
    series: [ready('1x200'), unacked('0x200'), up, keda('detail_errors_total', '5x200')],
    alert: stale,
    at: '16m',
    fires: false,
  },
  {
    name: 'a queue that is deleted is no lost signal',
    pool: pool('keda', onQueue),
    series: [ready('1x20 stale'), unacked('0x20 stale'), up],
    alert: stale,
    at: '25m',
    fires: false,
  },
  {
    name: 'a runtime whose signal grows old fires',
    pool: pool('runtime', onRedis),
    series: [runtime('signal_age_seconds', '0+15x200')],
    alert: stale,
    at: '13m',
    fires: 'Worker pool montage/mproject has had no fresh signal for 10m.',
  },
  {
    name: 'a runtime that is gone fires',
    pool: pool('runtime', onRedis),
    series: [],
    alert: stale,
    at: '11m',
    fires: 'Worker pool montage/mproject has had no fresh signal for 10m.',
  },
  {
    name: 'a runtime that has just read the signal is silent',
    pool: pool('runtime', onRedis),
    series: [runtime('signal_age_seconds', '0 15 30 0 15 30 0x200')],
    alert: stale,
    at: '13m',
    fires: false,
  },
  {
    name: 'workers that are not ready fire',
    pool: workerPool(),
    series: [deployment('spec_replicas', '3x200'), deployment('status_replicas_ready', '1x200')],
    alert: 'RosterPoolNotReady',
    at: '16m',
    fires: 'Worker pool montage/mproject has lacked 2 of its workers for 15m.',
  },
  {
    name: 'workers that became ready in time are silent',
    pool: workerPool(),
    series: [
      deployment('spec_replicas', '3x200'),
      deployment('status_replicas_ready', '1x50 3x150'),
    ],
    alert: 'RosterPoolNotReady',
    at: '16m',
    fires: false,
  },
];

/** A pool that an engine sizes by a demand. */
export function pool(
  engine: 'keda' | 'runtime',
  demand: Demand,
  changes: Partial<WorkerPool> = {},
): WorkerPool {
  return workerPool({
    engine: { name: engine, because: '' },
    scaling: scaling(demand),
    ...changes,
  });
}
