import type { RedisConnection } from '../../model/connection.ts';
import type { Signal } from '../../model/scaling.ts';
import type { Scaler } from './scaler.ts';
import { secretTargets } from './secret-target.ts';

type RedisSignal = Extract<Signal, { source: 'redis' }>;

/** Entries of a list or a stream, `perWorker` to each worker. KEDA counts these in whole units only. */
export function redis(signal: RedisSignal, perWorker: number): Scaler {
  const { of, key, consumerGroup, connection } = signal;
  if (!Number.isInteger(perWorker)) {
    throw new Error(`KEDA takes whole units of the Redis ${of} ${key} only, not ${perWorker}`);
  }
  const target = String(perWorker);
  const { username, password } = connection;
  const secrets = secretTargets({ username, password });
  if (of === 'list') {
    const metadata = { ...server(connection), listName: key, listLength: target };
    return { type: 'redis', metadata, secrets };
  }
  const metadata = {
    ...server(connection),
    stream: key,
    ...(consumerGroup === undefined
      ? { streamLength: target }
      : { consumerGroup, pendingEntriesCount: target }),
  };
  return { type: 'redis-streams', metadata, secrets };
}

function server({ address, database, tls }: RedisConnection) {
  return { address, databaseIndex: String(database), enableTLS: String(tls) };
}
