import type { Environment } from '../../model/environment.ts';
import type { RequestPath, RequestQueue, RequestTrigger } from '../../model/job-template.ts';
import type { Identity } from '../../model/worker-pool.ts';
import { type Context, complain } from '../place.ts';
import { findConnection } from '../pool/signal.ts';
import { jobDefaults } from '../schema/job/defaults.ts';
import type { WrittenTrigger } from './trigger.ts';

/** Reads `spec.trigger.queue` and `spec.trigger.http`, which the runtime serves; `undefined` when a connection is missing. */
export function readRequests(
  context: Context,
  identity: Identity,
  { queue, http }: WrittenTrigger,
  environment: Environment,
): RequestTrigger | undefined {
  if (!environment.runtime) {
    complain(
      context,
      'runtime-disabled',
      ['trigger', queue === undefined ? 'http' : 'queue'],
      (field) =>
        `${field} needs the runtime, which environment \`${environment.name}\` has switched off: it turns requests into Jobs`,
      {
        at: 'key',
        help: 'set `spec.runtime.enabled: true` in the Environment, or let KEDA start the Jobs with `keda`',
      },
    );
  }
  const from = queue && readQueue(context, queue, environment);
  if (queue !== undefined && from === undefined) return undefined;
  return {
    kind: 'requests',
    ...(from !== undefined && { queue: from }),
    ...(http !== undefined && { http: readPath(identity, http) }),
  };
}

function readQueue(
  context: Context,
  written: NonNullable<WrittenTrigger['queue']>,
  { connections }: Environment,
): RequestQueue | undefined {
  const { queue, vhost = jobDefaults.vhost, dialect = jobDefaults.dialect } = written;
  const exchange = written.exchange ?? (dialect === 'mstc' ? 'mstc.exchange' : undefined);
  const path = ['trigger', 'queue'];
  const found = findConnection(context, path, written.connection, connections.rabbitmq, 'rabbitmq');
  if (found === undefined) return undefined;
  if (found.amqp === undefined) {
    complain(
      context,
      'engine-cannot',
      path,
      (field) =>
        `${field} needs an \`amqp\` URL, over which the runtime takes messages, and connection \`${found.name}\` has none`,
      {
        at: 'key',
        help: `add \`spec.connections.rabbitmq.${found.name}.amqp\` to the Environment`,
      },
    );
  }
  return {
    connection: found,
    vhost,
    queue,
    dialect,
    ...(exchange !== undefined && { exchange }),
  };
}

function readPath(
  { namespace, name }: Identity,
  { path, dialect = jobDefaults.dialect }: NonNullable<WrittenTrigger['http']>,
): RequestPath {
  const usual = dialect === 'mstc' ? '/mstc/worker' : `/jobs/${namespace}/${name}`;
  return { path: path ?? usual, dialect };
}
