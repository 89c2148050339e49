// What a worker does: takes one message at a time from its queue, and never finishes it.
import { Connection } from 'rabbitmq-client';

const { AMQP_URL = '', QUEUE = '', POD_IP = '' } = process.env;
const connection = new Connection({
  url: AMQP_URL,
  // so that the broker sees where it comes from, as it would in a cluster
  socket: { localAddress: POD_IP } as never,
});
connection.on('error', (error) => console.log(error));
const channel = await connection.acquire();
await channel.basicQos({ prefetchCount: 1 });
await channel.basicConsume({ queue: QUEUE }, () => console.log('busy'));
process.on('SIGTERM', () => process.exit(0));
