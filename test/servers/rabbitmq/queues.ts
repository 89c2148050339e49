import { type Channel, Connection } from 'rabbitmq-client';
import { administrator, type Broker } from './broker.ts';

/** Where a queue is. */
export interface Place {
  readonly vhost: string;
  readonly queue: string;
}

function pathOf({ vhost, queue }: Place): string {
  return `/api/queues/${encodeURIComponent(vhost)}/${encodeURIComponent(queue)}`;
}

/** Makes a virtual host that the administrator may use. */
export async function makeVhost({ manage }: Broker, vhost: string): Promise<void> {
  const name = encodeURIComponent(vhost);
  await manage('PUT', `/api/vhosts/${name}`);
  const all = { configure: '.*', write: '.*', read: '.*' };
  await manage('PUT', `/api/permissions/${name}/${administrator.name}`, all);
}

/** Makes a user who may read and do everything in one virtual host, or gives him another password. */
export async function makeUser(
  { manage }: Broker,
  user: { readonly name: string; readonly password: string; readonly vhost: string },
): Promise<void> {
  const { name, password, vhost } = user;
  await manage('PUT', `/api/users/${name}`, { password, tags: 'monitoring' });
  const all = { configure: '.*', write: '.*', read: '.*' };
  await manage('PUT', `/api/permissions/${encodeURIComponent(vhost)}/${name}`, all);
}

/** Makes a durable queue; one that is there stays as it is. */
export async function declareQueue(
  { manage }: Broker,
  place: Place,
  type: 'classic' | 'quorum' = 'classic',
): Promise<void> {
  await manage('PUT', pathOf(place), { durable: true, arguments: { 'x-queue-type': type } });
}

export async function deleteQueue({ manage }: Broker, place: Place): Promise<void> {
  await manage('DELETE', pathOf(place));
}

export async function purgeQueue({ manage }: Broker, place: Place): Promise<void> {
  await manage('DELETE', `${pathOf(place)}/contents`);
}

/** Publishes durable messages and resolves when the broker has them. */
export async function publish(broker: Broker, place: Place, count: number): Promise<void> {
  await withConnection(broker, place.vhost, async (connection) => {
    const publisher = connection.createPublisher({ confirm: true });
    const message = { routingKey: place.queue, durable: true };
    await Promise.all(Array.from({ length: count }, () => publisher.send(message, 'work')));
    await publisher.close();
  });
}

/** Takes messages, `count` of them before `use` begins, and acknowledges none; at the end they go back. */
export async function whileTaking(
  broker: Broker,
  place: Place,
  count: number,
  use: () => Promise<void>,
): Promise<void> {
  const connection = connect(broker, place.vhost);
  try {
    const channel = await connection.acquire();
    await channel.basicQos({ prefetchCount: count }); // 0 is without limit
    await take(channel, place.queue, count);
    await use();
  } finally {
    connection.unsafeDestroy();
  }
}

async function take(channel: Channel, queue: string, count: number): Promise<void> {
  let taken = 0;
  await new Promise<void>((resolve, reject) => {
    const onMessage = () => {
      taken += 1;
      if (taken === count) resolve();
    };
    channel.basicConsume({ queue }, onMessage).then(() => count === 0 && resolve(), reject);
  });
}

async function withConnection(
  broker: Broker,
  vhost: string,
  use: (connection: Connection) => Promise<void>,
): Promise<void> {
  const connection = connect(broker, vhost);
  try {
    await connection.onConnect(30_000);
    await use(connection);
  } finally {
    await connection.close();
  }
}

function connect({ ports }: Broker, vhost: string): Connection {
  const { name: username, password } = administrator;
  const connection = new Connection({
    hostname: '127.0.0.1',
    port: ports.amqp,
    vhost,
    username,
    password,
  });
  connection.on('error', () => undefined); // a broker that a test stops
  return connection;
}
