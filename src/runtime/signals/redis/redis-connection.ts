import { Redis } from 'ioredis';
import type { RedisSettings } from '../../connections.ts';
import type { Parts } from '../../parts.ts';
import { readMounted, readName, readSecret } from '../read-secret.ts';

/** One connection to a Redis server, made anew by whoever needs it after it was lost. */
export interface RedisConnection {
  /** The open connection, or a new one with credentials as their files are now; rejects where none can be had. */
  open(): Promise<Redis>;
  /** Gives a connection up: the next `open` makes another, also while this one has not closed yet. */
  drop(redis: Redis): void;
  close(): void;
}

const timeoutMs = 8_000;
/** How long the other side may take to hear that a connection is given up, before it is cut. */
const goodbyeMs = 100;

export function createRedisConnection(
  settings: RedisSettings,
  { readFile }: Pick<Parts, 'readFile'>,
): RedisConnection {
  let current: Redis | undefined;
  let opening: Promise<Redis> | undefined;
  let closed = false;

  async function connect(): Promise<Redis> {
    const options = await optionsOf(settings, readFile);
    if (closed) throw new Error('the connection is closed');
    const redis = new Redis({
      ...options,
      lazyConnect: true,
      // A command is sent now or fails now: what waits in a queue would be answered late and look new.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      // The next read connects, with the password that is in the file by then.
      retryStrategy: () => null,
      enableReadyCheck: false, // while Redis loads its data, each command says so
      connectTimeout: timeoutMs,
      disconnectTimeout: goodbyeMs,
      commandTimeout: timeoutMs,
      connectionName: 'roster',
    });
    current = redis;
    // `connect` only says that the connection is closed; why, it tells its listeners first.
    let lost: Error | undefined;
    redis.on('error', (error) => {
      lost = error;
    });
    await redis.connect().catch((error: unknown) => {
      redis.disconnect();
      throw new Error('connecting to Redis', { cause: lost ?? error });
    });
    return redis;
  }

  return {
    open: () => {
      if (current?.status === 'ready') return Promise.resolve(current);
      opening ??= connect().finally(() => {
        opening = undefined;
      });
      return opening;
    },
    drop: (redis) => {
      // Once: each time the library would begin to say goodbye anew.
      if (current !== redis) return;
      current = undefined;
      redis.disconnect();
    },
    close: () => {
      closed = true;
      current?.disconnect();
    },
  };
}

async function optionsOf(settings: RedisSettings, readFile: Parts['readFile']) {
  const { address, database, tls, usernameFile, passwordFile, caFile } = settings;
  const [, host, port] = /^(.+):(\d+)$/.exec(address) ?? [];
  if (host === undefined) throw new Error('the address of Redis is not host:port');
  return {
    host: host.replace(/^\[(.*)\]$/, '$1'), // an IPv6 address
    port: Number(port),
    db: database,
    ...(usernameFile === undefined ? {} : { username: await readName(usernameFile, readFile) }),
    ...(passwordFile === undefined ? {} : { password: await readSecret(passwordFile, readFile) }),
    ...(tls
      ? { tls: caFile === undefined ? {} : { ca: await readMounted(caFile, readFile) } }
      : {}),
  };
}
