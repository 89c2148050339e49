import type { RabbitmqConnection } from '../../../src/model/connection.ts';
import type { Demand, Scaling, Signal } from '../../../src/model/scaling.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { amounts, scaling, worker, workerPool } from '../../builders.ts';

/** Pools as the rules' tests want them: a queue named after its pool, KEDA, a group. */

export const prometheus = { name: 'main', url: 'http://prometheus.monitoring:9090' };

const broker: RabbitmqConnection = {
  name: 'main',
  series: {
    exporter: 'kbudde',
    ready: 'rabbitmq_queue_messages_ready',
    unacked: 'rabbitmq_queue_messages_unacknowledged',
    alive: 'rabbitmq_up',
    matchers: { endpoint: 'rabbitmq-exporter' },
  },
};

export function queueSignal(
  queue: string,
  changes: Partial<Extract<Signal, { source: 'rabbitmq' }>> = {},
): Signal {
  return {
    source: 'rabbitmq',
    queue,
    vhost: '/',
    count: 'ready+unacked',
    connection: broker,
    ...changes,
  };
}

export interface Sharing {
  readonly demand?: Partial<Extract<Demand, { mode: 'share' }>>;
  readonly requests?: Readonly<Record<string, string>>;
  readonly scaling?: Partial<Scaling>;
  readonly pool?: Partial<WorkerPool>;
}

export function sharePool(namespace: string, name: string, of: Sharing = {}): WorkerPool {
  const demand: Demand = {
    mode: 'share',
    signal: queueSignal(`${namespace}.${name}`),
    formula: 'roster',
    weight: 1,
    prometheus,
    ...of.demand,
  };
  return workerPool({
    namespace,
    name,
    group: 'budget',
    engine: { name: 'keda', because: 'KEDA can do all that the policy says' },
    worker: worker({ requests: amounts(of.requests ?? { cpu: '1', memory: '524288000' }) }),
    scaling: scaling(demand, { max: 50, ...of.scaling }),
    ...of.pool,
  });
}
