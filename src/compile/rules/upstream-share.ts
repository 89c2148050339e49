import type { BrokerSeries } from '../../model/connection.ts';
import { podAmount } from '../../model/pod-resources.ts';
import { plainNumber } from '../../model/quantity.ts';
import type { Formula, Signal } from '../../model/scaling.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { select, within } from './promql.ts';
import type { Rule, RuleGroup } from './rule.ts';

type Upstream = Exclude<Formula, 'roster'>;

/** Writes the rule group of HyperFlow's chart (or of its 2025 fork, `wpok`): the same numbers, faults included. */
export function upstreamShare(pool: WorkerPool, formula: Upstream): RuleGroup {
  const rule: Rule = {
    record: upstreamRecord(pool.name),
    expr: formula === 'wpok' ? forkExpression(pool) : chartExpression(pool),
    labels: { namespace: pool.namespace, service: pool.name },
  };
  return { name: `${pool.name}-replication-factor`, interval: '3s', rules: [rule] };
}

/**
 * The series a HyperFlow pool is known by: `-` becomes `_` as upstream. Upstream's name is illegal for a leading digit
 * and for `.`; here the first gets a `_` in front and the second becomes `:`, so that different pools stay different.
 */
export function upstreamRecord(name: string): string {
  const legal = name.replaceAll('-', '_').replaceAll('.', ':');
  return `${/^\d/.test(legal) ? '_' : ''}${legal}:replication_factor`;
}

/** The exporter that HyperFlow's chart installs: what a share is computed from when a connection names none. */
export const chartExporter: BrokerSeries = {
  exporter: 'kbudde',
  ready: 'rabbitmq_queue_messages_ready',
  unacked: 'rabbitmq_queue_messages_unacknowledged',
  alive: 'rabbitmq_up',
  matchers: { endpoint: 'rabbitmq-exporter' },
};

/** ceil(((0.9 * S) / T) * R), in this order: doubles round after each step, and the numbers are to be the same. */
function chartExpression(pool: WorkerPool): string {
  const { queue, connection } = queueOf(pool);
  const exporter = (connection.series ?? chartExporter).matchers;
  const own = { ...exporter, queue };
  const messages = [
    `(${select(chartExporter.ready, own)}`,
    `  + ${select(chartExporter.unacked, own)})`,
    'or vector(0)',
  ].join('\n');
  const total = `last_over_time(${select('rabbitmq_queue_messages_total', exporter)}[15s])\nor vector(1)`;
  const share = `(0.9 * ${within('sum', messages)})\n/ ${within('max', total)}`;
  return within('ceil', `${within('', share)}\n* ${workersThatFit(pool)}`);
}

/** min(ceil((q / max(Q, 1)) * R), q), without a sample when the queue or the quota is missing. */
function forkExpression(pool: WorkerPool): string {
  const { queue, vhost, connection } = queueOf(pool);
  const broker = { vhost, ...(connection.series?.matchers ?? { job: 'wpok-rabbitmq' }) };
  const own = `sum(${select('rabbitmq_queue_messages', { ...broker, queue })})`;
  const all = `sum(${select('rabbitmq_queue_messages', broker)})`;
  const share = within('ceil', `(${own} / clamp_min(${all}, 1))\n* ${workersThatFit(pool)}`);
  return within('clamp_max', share, `scalar(${own})`);
}

/** R: the tightest quotient over all ResourceQuotas of the namespace. */
function workersThatFit({ namespace, worker }: WorkerPool): string {
  const quotient = (resource: 'cpu' | 'memory') => {
    const labels = { namespace, resource: `requests.${resource}`, type: 'hard' };
    const request = plainNumber({
      text: '',
      nano: podAmount(worker, `requests.${resource}`) ?? 0n,
    });
    return `floor(${select('kube_resourcequota', labels)} / ${request})`;
  };
  return within('min', `${quotient('cpu')}\nor\n${quotient('memory')}`);
}

function queueOf({
  name,
  scaling: { demand },
}: WorkerPool): Extract<Signal, { source: 'rabbitmq' }> {
  if (demand.mode === 'share' && demand.signal.source === 'rabbitmq') return demand.signal;
  throw new Error(`pool ${name} has an upstream share formula and no RabbitMQ queue`);
}
