import type { JsonObject } from '../../model/json.ts';
import { hasPassword, parseBroker } from './broker.ts';
import type { HyperflowPool } from './pool.ts';

/** Which Secrets take the place of passwords: environment variables by pool, and what to make, for the notes. */
export interface Secrets {
  readonly variables: ReadonlyMap<HyperflowPool, ReadonlyMap<string, JsonObject>>;
  readonly amqp?: JsonObject;
  readonly notes: readonly string[];
}

interface Place {
  readonly name: string;
  readonly pools: HyperflowPool[];
}

/** Gives each address with a password a Secret of the namespace that reads it; the password itself goes nowhere. */
export function placeSecrets(pools: readonly HyperflowPool[]): Secrets {
  const brokers = group(
    pools.filter((pool) => isOpen(pool, 'RABBIT_HOSTNAME')),
    'hyperflow-rabbitmq',
    ({ rabbitHostname }) => rabbitHostname,
  );
  const redis = group(
    pools.filter((pool) => isOpen(pool, 'REDIS_URL')),
    'hyperflow-redis',
    ({ redisUrl }) => redisUrl,
  );
  const variables = new Map(pools.map((pool) => [pool, new Map<string, JsonObject>()]));
  for (const { name, pools: users } of brokers) {
    for (const pool of users) variables.get(pool)?.set('RABBIT_HOSTNAME', keyOf(name, 'hostname'));
  }
  for (const { name, pools: users } of redis) {
    for (const pool of users) variables.get(pool)?.set('REDIS_URL', keyOf(name, 'url'));
  }
  const [first] = brokers;
  return {
    variables,
    ...(first && { amqp: keyOf(first.name, 'amqp') }),
    notes: [
      ...brokers.map((one) =>
        note(
          one,
          'the broker password was in plain text',
          '`hostname` (what rabbitHostname was: user:password@host:port/vhost) and `amqp` (the same with amqp:// before it)',
        ),
      ),
      ...redis.map((one) =>
        note(one, 'the Redis password was in plain text', '`url` (what redisUrl was)'),
      ),
    ],
  };
}

/** A variable that the user has set himself does not come from the address. */
function isOpen(pool: HyperflowPool, variable: 'RABBIT_HOSTNAME' | 'REDIS_URL'): boolean {
  if (pool.env.some(({ name }) => name === variable)) return false;
  if (variable === 'REDIS_URL') return hasPassword(pool.redisUrl);
  return parseBroker(pool.rabbitHostname)?.credentials !== undefined;
}

function group(
  pools: readonly HyperflowPool[],
  name: string,
  addressOf: (pool: HyperflowPool) => string,
): readonly Place[] {
  const places = new Map<string, Place>();
  const counts = new Map<string, number>();
  for (const pool of pools) {
    const { namespace = '' } = pool;
    const key = JSON.stringify([namespace, addressOf(pool)]);
    const known = places.get(key);
    if (known !== undefined) {
      known.pools.push(pool);
      continue;
    }
    const count = (counts.get(namespace) ?? 0) + 1;
    counts.set(namespace, count);
    places.set(key, { name: count === 1 ? name : `${name}-${count}`, pools: [pool] });
  }
  return [...places.values()];
}

function keyOf(name: string, key: string): JsonObject {
  return { secretKeyRef: { name, key } };
}

function note({ name, pools }: Place, why: string, keys: string): string {
  const [first] = pools;
  const where =
    first?.namespace === undefined
      ? 'in the namespace of the pools'
      : `in namespace \`${first.namespace}\``;
  return `${why}: make a Secret \`${name}\` ${where} with ${keys}, and change the password, since it has been in a file`;
}
