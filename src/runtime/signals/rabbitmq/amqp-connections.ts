import { type Channel, Connection } from 'rabbitmq-client';
import type { RabbitmqSettings } from '../../connections.ts';
import type { Parts } from '../../parts.ts';
import { readMounted } from '../read-secret.ts';
import { parseAddress } from './address.ts';
import { guardFrames } from './guard-frames.ts';

/** Connections to one broker, one a virtual host. */
export interface AmqpConnections {
  /** A channel of the open connection, or of a new one, with the URL as its file is now; rejects where none can be had. */
  open(vhost: string): Promise<AmqpReader>;
  close(): void;
}

export interface AmqpReader {
  /** Whether the connection stands. */
  isOpen(): boolean;
  /** Rejects for a queue that is not there; others can be counted after. Not to be called again before it is done. */
  countReady(queue: string): Promise<number>;
  close(): void;
  /** Gives the whole connection up. */
  readonly drop: () => void;
}

interface Held {
  readonly connection: Connection;
  readonly drop: () => void;
  readonly isOpen: boolean;
}

const timeoutMs = 8_000;
/** The library would connect again by itself, with the old password and at its own pace: the next read does that. */
const never = 2 ** 31 - 1;

export function createAmqpConnections(
  settings: RabbitmqSettings,
  { readFile }: Pick<Parts, 'readFile'>,
): AmqpConnections {
  const held = new Map<string, Promise<Held>>();
  const connections = new Set<Connection>();
  let closed = false;

  async function connect(vhost: string): Promise<Held> {
    const options = await optionsOf(settings, readFile);
    if (closed) throw new Error('the connections are closed');
    const connection = new Connection({
      ...options,
      vhost,
      connectionName: 'roster',
      connectionTimeout: timeoutMs,
      acquireTimeout: timeoutMs,
      heartbeat: 20,
      retryLow: never,
      retryHigh: never,
    });
    guardFrames(connection);
    connections.add(connection);
    const drop = () => {
      // A second time it would take away the connection that was made since, and nobody would close that.
      if (!made.isOpen) return;
      made.isOpen = false;
      held.delete(vhost);
      connections.delete(connection);
      connection.unsafeDestroy();
    };
    const made = { connection, isOpen: true, drop };
    await new Promise<void>((resolve, reject) => {
      connection.once('connection', resolve);
      connection.on('error', (error) => {
        drop();
        reject(new Error('connecting by AMQP', { cause: error }));
      });
    });
    return made;
  }

  return {
    open: async (vhost) => {
      const opening = held.get(vhost) ?? connect(vhost);
      held.set(vhost, opening);
      try {
        return createReader(await opening);
      } catch (error) {
        if (held.get(vhost) === opening) held.delete(vhost);
        throw error;
      }
    },
    close: () => {
      closed = true;
      for (const connection of connections) connection.unsafeDestroy();
      connections.clear();
      held.clear();
    },
  };
}

function createReader(held: Held): AmqpReader {
  let channel: Channel | undefined;
  return {
    isOpen: () => held.isOpen,
    drop: held.drop,
    countReady: async (queue) => {
      // A refusal closed the one before.
      if (channel?.active !== true) channel = await held.connection.acquire();
      const { messageCount } = await channel.queueDeclare({ queue, passive: true });
      return messageCount;
    },
    close: () => {
      // Where it fails the connection is gone, and the channel with it.
      if (channel?.active === true) void channel.close().catch(() => undefined);
    },
  };
}

async function optionsOf({ amqpFile, caFile }: RabbitmqSettings, readFile: Parts['readFile']) {
  try {
    if (amqpFile === undefined) throw new Error('no AMQP URL is configured');
    const address = parseAddress(await readMounted(amqpFile, readFile), ['amqp:', 'amqps:']);
    const { protocol, hostname, port, username, password } = address;
    const isSecure = protocol === 'amqps:';
    const ca = isSecure && caFile !== undefined ? { ca: await readMounted(caFile, readFile) } : {};
    return {
      hostname: hostname.replace(/^\[(.*)\]$/, '$1'), // an IPv6 address
      port: port === '' ? (isSecure ? 5671 : 5672) : Number(port),
      username,
      password,
      ...(isSecure ? { tls: ca } : {}),
    };
  } catch (error) {
    throw new Error('reading where the broker is', { cause: error });
  }
}
