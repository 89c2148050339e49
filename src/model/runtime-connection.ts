import type {
  OasisConnection,
  PrometheusConnection,
  RabbitmqConnection,
  RedisConnection,
} from './connection.ts';
import type { Estate } from './environment.ts';
import { compareText } from './order.ts';
import { type RequestedJob, requestedJobs } from './requested-job.ts';
import { signalOf } from './scaling.ts';
import type { WorkerPool } from './worker-pool.ts';

/** A connection that the controller reads signals through, or takes requests from and answers them on. */
export type RuntimeConnection =
  | {
      readonly kind: 'rabbitmq';
      readonly connection: RabbitmqConnection;
      /** Through which of its ports: the queues are looked at over `management`, requests taken over `amqp`. */
      readonly over: 'management' | 'amqp';
    }
  | { readonly kind: 'prometheus'; readonly connection: PrometheusConnection }
  | { readonly kind: 'redis'; readonly connection: RedisConnection }
  | { readonly kind: 'oasis'; readonly connection: OasisConnection };

/** The connections that the controller needs for what it does, each once; those of pools that KEDA scales are KEDA's. */
export function runtimeConnections({
  pools,
  jobs,
}: Pick<Estate, 'pools' | 'jobs'>): readonly RuntimeConnection[] {
  const scaled = pools.filter(({ engine }) => engine.name === 'runtime');
  const found = [
    ...scaled.flatMap(signalConnection),
    ...scaled.flatMap(idlenessConnection),
    ...requestedJobs(jobs).flatMap(queueConnection),
  ];
  const unique = new Map(found.map((one) => [keyOf(one), one]));
  return [...unique].toSorted(([a], [b]) => compareText(a, b)).map(([, one]) => one);
}

function signalConnection({ scaling }: WorkerPool): readonly RuntimeConnection[] {
  const signal = signalOf(scaling.demand);
  if (signal === undefined) return [];
  switch (signal.source) {
    case 'rabbitmq': {
      const { connection } = signal;
      return [
        { kind: 'rabbitmq', connection, over: connection.management ? 'management' : 'amqp' },
      ];
    }
    case 'prometheus':
      return [{ kind: 'prometheus', connection: signal.connection }];
    case 'redis':
      return [{ kind: 'redis', connection: signal.connection }];
    case 'oasis':
      return [{ kind: 'oasis', connection: signal.connection }];
  }
}

/** The consumers of a queue are listed by the management API alone, however its messages are counted. */
function idlenessConnection({
  scaling: { demand, idleness },
}: WorkerPool): readonly RuntimeConnection[] {
  const signal = signalOf(demand);
  if (idleness?.from !== 'broker' || signal?.source !== 'rabbitmq') return [];
  return [{ kind: 'rabbitmq', connection: signal.connection, over: 'management' }];
}

function queueConnection({ trigger: { queue } }: RequestedJob): readonly RuntimeConnection[] {
  if (queue === undefined) return [];
  return [{ kind: 'rabbitmq', connection: queue.connection, over: 'amqp' }];
}

function keyOf(one: RuntimeConnection): string {
  const over = one.kind === 'rabbitmq' ? one.over : '';
  return `${one.kind} ${one.connection.name} ${over}`;
}
