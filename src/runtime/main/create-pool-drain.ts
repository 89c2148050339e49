import type { ConnectionSettings } from '../connections.ts';
import type { Drain } from '../controller/act/drain.ts';
import { askEndpoint } from '../drain/ask-endpoint.ts';
import { createDrain, type DrainedPool } from '../drain/create-drain.ts';
import type { Ask } from '../drain/read-states.ts';
import type { ApiClient } from '../kube/api-client.ts';
import type { Parts } from '../parts.ts';
import { readConsumers } from '../signals/rabbitmq/read-consumers.ts';
import type { RuntimeSignal } from '../signals/wanted-signal.ts';

/** A pool that says who is idle, with the signal by whose queue the broker knows its workers. */
interface AskedPool extends DrainedPool {
  readonly signal: RuntimeSignal | undefined;
}

/** Has idle workers go first: asks whoever the policy of a pool says knows them. */
export function createPoolDrain(
  api: Pick<ApiClient, 'call'>,
  connections: ConnectionSettings,
  parts: Parts,
): Drain {
  const askOf = (pool: DrainedPool): Ask => ({
    consumers: (abort) => consumersOf(pool as AskedPool, connections, parts, abort),
    endpoint: askEndpoint,
  });
  const drain = createDrain(api, askOf, parts);
  return {
    ...drain,
    prepare: async (pool, pods, howMany, abort) => {
      const { id, namespace, scaling } = pool;
      const { idleness, demand } = scaling;
      // nobody says who is idle: then nobody is known to be, and the policy is one that the compiler refuses
      if (idleness === undefined) return { confirmed: 0, busy: 0 };
      const signal = 'signal' in demand ? demand.signal : undefined;
      const asked: AskedPool = { id, namespace, idleness, signal };
      return drain.prepare(asked, pods, howMany, abort);
    },
  };
}

function consumersOf(
  { signal }: AskedPool,
  { rabbitmq }: ConnectionSettings,
  { readFile }: Parts,
  abort: AbortSignal,
): ReturnType<Ask['consumers']> {
  if (signal?.source !== 'rabbitmq') throw new Error('asking a broker about a pool without queue');
  const settings = rabbitmq[signal.connection];
  if (settings === undefined)
    throw new Error(`there is no connection rabbitmq.${signal.connection}`);
  return readConsumers({ settings, readFile }, signal.vhost, signal.queue, abort);
}
