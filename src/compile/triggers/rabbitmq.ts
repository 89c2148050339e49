import type { RabbitmqConnection } from '../../model/connection.ts';
import type { Signal } from '../../model/scaling.ts';
import type { Scaler } from './scaler.ts';
import { secretTargets } from './secret-target.ts';

type RabbitmqSignal = Extract<Signal, { source: 'rabbitmq' }>;

/** Messages of a queue, `perWorker` to each. Only the management API tells how many are being worked on. */
export function rabbitmq(signal: RabbitmqSignal, perWorker: number): Scaler {
  const { queue, vhost, count, connection } = signal;
  const overHttp = count === 'ready+unacked' || connection.amqp === undefined;
  return {
    type: 'rabbitmq',
    metadata: {
      protocol: overHttp ? 'http' : 'amqp',
      queueName: queue,
      // Always written: without it KEDA takes the last part of the URL's path, whatever that is.
      vhostName: vhost,
      mode: 'QueueLength',
      value: String(perWorker),
      activationValue: '0',
      ...(count === 'ready' && overHttp ? { excludeUnacknowledged: 'true' } : {}),
    },
    secrets: secretTargets({ host: overHttp ? management(connection) : connection.amqp }),
  };
}

function management({ name, management: secret }: RabbitmqConnection) {
  if (secret === undefined) {
    throw new Error(`KEDA needs the management URL of the RabbitMQ connection ${name}`);
  }
  return secret;
}
