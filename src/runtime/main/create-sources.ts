import type { ControllerConfig } from '../config.ts';
import type { Parts } from '../parts.ts';
import { createOasisSource } from '../signals/oasis/create-oasis-source.ts';
import { defaultTimes } from '../signals/oasis/websocket.ts';
import { createPrometheusSource } from '../signals/prometheus/prometheus-source.ts';
import { createRabbitmqSource } from '../signals/rabbitmq/rabbitmq-source.ts';
import { createRedisSource } from '../signals/redis/redis-source.ts';
import type { Source } from '../signals/source.ts';

/** A source for each connection; nothing is opened before one is run. */
export function createSources(
  { connections, oasisPoll, oasisSilence }: ControllerConfig,
  parts: Parts,
): readonly Source[] {
  const { rabbitmq, prometheus, redis, oasis } = connections;
  return [
    ...named(rabbitmq, 'rabbitmq').map((one) => createRabbitmqSource({ ...parts, ...one })),
    ...named(prometheus, 'prometheus').map((one) => createPrometheusSource({ ...parts, ...one })),
    ...named(redis, 'redis').map((one) => createRedisSource({ ...parts, ...one })),
    ...named(oasis, 'oasis').map((one) =>
      createOasisSource({
        ...parts,
        ...one,
        pollEveryMs: oasisPoll,
        times: { ...defaultTimes, silence: oasisSilence },
      }),
    ),
  ] as readonly Source[];
}

function named<T>(
  connections: Readonly<Record<string, T>>,
  kind: string,
): readonly { readonly name: string; readonly settings: T }[] {
  return Object.entries(connections).map(([name, settings]) => ({
    name: `${kind}.${name}`,
    settings,
  }));
}
