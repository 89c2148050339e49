import type { Connections } from '../../model/connection.ts';
import type { Signal } from '../../model/scaling.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';
import { nearest } from '../suggest/suggest.ts';
import { inWords } from '../validation/schema-problem.ts';
import { readPromql } from '../values/values.ts';

type Written = NonNullable<WrittenPool['scaling']['signal']>;

/** Reads a signal, which stands `at` this field, and finds its connection; `undefined` when there is none to find, which is reported. */
export function readSignal(
  context: Context,
  written: Written,
  connections: Connections,
  at: Path = ['scaling', 'signal'],
): Signal | undefined {
  const { rabbitmq, prometheus, redis, oasis } = written;
  if (rabbitmq) {
    const { queue, vhost = '/', count = 'ready+unacked' } = rabbitmq;
    const connection = findConnection(
      context,
      [...at, 'rabbitmq'],
      rabbitmq.connection,
      connections.rabbitmq,
    );
    return connection && { source: 'rabbitmq', queue, vhost, count, connection };
  }
  if (prometheus) {
    const query = readPromql(context, [...at, 'prometheus', 'query'], prometheus.query);
    const connection = findConnection(
      context,
      [...at, 'prometheus'],
      prometheus.connection,
      connections.prometheus,
    );
    return connection && { source: 'prometheus', query, connection };
  }
  if (redis) return readRedis(context, redis, connections, [...at, 'redis']);
  if (oasis) {
    const { supplier, model, version, api = 'v2', count = 'analyses' } = oasis;
    const connection = findConnection(
      context,
      [...at, 'oasis'],
      oasis.connection,
      connections.oasis,
    );
    return connection && { source: 'oasis', supplier, model, version, api, count, connection };
  }
  return undefined;
}

function readRedis(
  context: Context,
  written: NonNullable<Written['redis']>,
  connections: Connections,
  path: Path,
): Signal | undefined {
  const { list, stream, consumerGroup } = written;
  if ((list === undefined) === (stream === undefined)) {
    complain(
      context,
      'conflicting-fields',
      path,
      (field) => `${field} must have exactly one of \`list\` and \`stream\``,
      { at: 'key' },
    );
  }
  if (list !== undefined && consumerGroup !== undefined) {
    complain(
      context,
      'conflicting-fields',
      [...path, 'consumerGroup'],
      (field) => `${field} goes with \`stream\`, got \`list\``,
      { at: 'key' },
    );
  }
  const connection = findConnection(context, path, written.connection, connections.redis);
  if (connection === undefined) return undefined;
  if (list !== undefined) return { source: 'redis', of: 'list', key: list, connection };
  return {
    source: 'redis',
    of: 'stream',
    key: stream ?? '',
    ...(consumerGroup && { consumerGroup }),
    connection,
  };
}

/** Finds the connection that a field names, or the only one of its kind, which is the last step of the field's path unless given. */
export function findConnection<T>(
  context: Context,
  path: Path,
  name: string | undefined,
  known: ReadonlyMap<string, T>,
  kind = String(path.at(-1)),
): T | undefined {
  if (name === undefined) return onlyConnection(context, path, kind, known);
  const connection = known.get(name);
  if (connection === undefined) {
    const near = nearest(name, [...known.keys()]);
    complain(
      context,
      'unknown-reference',
      [...path, 'connection'],
      (field) => `${field} must name a connection of the environment, got "${name}"`,
      {
        help: near
          ? `did you mean \`${near}\`?`
          : `add \`spec.connections.${kind}.${name}\` to the Environment`,
      },
    );
  }
  return connection;
}

function onlyConnection<T>(
  context: Context,
  path: Path,
  kind: string,
  known: ReadonlyMap<string, T>,
): T | undefined {
  if (known.size === 0) {
    complain(
      context,
      'unknown-reference',
      path,
      (field) => `${field} needs a connection, and the environment has none of its kind`,
      {
        at: 'key',
        help: `add one under \`spec.connections.${kind}\` of the Environment`,
      },
    );
  } else if (known.size > 1) {
    complain(
      context,
      'ambiguous-connection',
      path,
      (field) =>
        `${field} must say which connection it uses, the environment has ${inWords([...known.keys()])}`,
      {
        at: 'key',
        help: `add \`connection: ${[...known.keys()][0]}\``,
      },
    );
  }
  return known.size === 1 ? [...known.values()][0] : undefined;
}
