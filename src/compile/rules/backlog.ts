import type { BrokerSeries, Connections, PrometheusConnection } from '../../model/connection.ts';
import type { Estate } from '../../model/environment.ts';
import type { RuntimeMetricName } from '../../model/runtime-metrics.ts';
import { type Signal, signalOf } from '../../model/scaling.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { select, selectMeasured, within } from './promql.ts';
import type { Rule } from './rule.ts';
import { chartExporter } from './upstream-share.ts';

export const backlogRecord = 'roster:pool_backlog:sum';

/**
 * Records how much work waits for a pool, as it is now: no sample when that is not known, never a zero for a gap.
 * `undefined` for a pool without a signal.
 */
export function backlogRule(pool: WorkerPool, estate: Estate): Rule | undefined {
  const signal = signalOf(pool.scaling.demand);
  if (signal === undefined) return undefined;
  return {
    record: backlogRecord,
    expr: backlogExpression(pool, signal, estate),
    labels: { namespace: pool.namespace, pool: pool.name },
  };
}

function backlogExpression(pool: WorkerPool, signal: Signal, estate: Estate): string {
  const series = seriesOf(pool, signal);
  if (signal.source === 'rabbitmq' && series !== undefined) return queueBacklog(signal, series);
  if (signal.source === 'prometheus' && isEvaluatedHere(pool, signal.connection, estate)) {
    return queryBacklog(signal.query);
  }
  return pool.engine.name === 'keda' ? kedaBacklog(pool) : runtimeBacklog(pool);
}

function seriesOf({ engine, scaling }: WorkerPool, signal: Signal): BrokerSeries | undefined {
  if (signal.source !== 'rabbitmq') return undefined;
  const isShare = engine.name === 'keda' && scaling.demand.mode === 'share';
  return signal.connection.series ?? (isShare ? chartExporter : undefined);
}

type Rabbitmq = Extract<Signal, { source: 'rabbitmq' }>;

/**
 * Ready and unacknowledged come from one scrape; with one of them missing there is no sum. A queue that is not there
 * counts zero while the exporter reaches its broker, but not for five minutes after it was seen (Prometheus' own
 * lookback): in a cluster of brokers a node that cannot be scraped takes its queues along and not the others.
 */
function queueBacklog({ queue, vhost, count }: Rabbitmq, series: BrokerSeries): string {
  const labels = { ...series.matchers, vhost, queue };
  const ready = select(series.ready, labels);
  const unacked = select(series.unacked, labels);
  const known = count === 'ready' ? `sum(${ready})` : `sum(${ready})\n+\nsum(${unacked})`;
  const isAlive = `0 * (max(${select(series.alive, series.matchers)}) > 0)`;
  const wasSeen = `sum(last_over_time(${ready}[5m]))`;
  return `${within('', known)}\nor\n${within('', `${isAlive}\nunless\n${wasSeen}`)}`;
}

/**
 * A query's NaN or infinity would spread to every pool of the group through the total, and less than nothing is an
 * error of the query; all are gaps. So are several series, which KEDA refuses too: `scalar` makes them NaN.
 */
function queryBacklog(query: string): string {
  return `${within('vector', within('scalar', query.trim()))} >= 0 < Inf`;
}

/** The value that KEDA read last; the pool's signal is the first trigger of its ScaledObject. */
function kedaBacklog({ name, namespace, scaling: { demand } }: WorkerPool): string {
  // What KEDA reads for a share is the share itself, which would wait for itself for ever.
  if (demand.mode === 'share') {
    throw new Error(`Prometheus does not know the backlog of share pool ${namespace}/${name}`);
  }
  const labels = { namespace, scaledObject: name, triggerIndex: '0', type: 'scaledobject' };
  return within('max', selectMeasured('keda_scaler_metrics_value', labels));
}

function runtimeBacklog({ name, namespace }: WorkerPool): string {
  const series: RuntimeMetricName = 'roster_pool_backlog';
  return within('max', selectMeasured(series, { namespace, pool: name }));
}

/** Rules run in one Prometheus; a query for another server would find nothing there and look like a lost signal. */
function isEvaluatedHere(
  { scaling: { demand } }: WorkerPool,
  { name }: PrometheusConnection,
  { environment: { connections } }: Estate,
): boolean {
  if (demand.mode === 'share' || connections.prometheus.size === 0) return true;
  return rulesServer(connections)?.name === name;
}

function rulesServer({ prometheus }: Connections): PrometheusConnection | undefined {
  return prometheus.size === 1 ? [...prometheus.values()][0] : prometheus.get('main');
}
