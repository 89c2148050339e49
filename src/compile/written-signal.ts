import type { JsonObject } from '../model/json.ts';
import type { Signal } from '../model/scaling.ts';
import { defined } from './defined.ts';

/** Writes a signal back in the words of the policy language, its connection named. */
export function writtenSignal(signal: Signal): JsonObject {
  const connection = signal.connection.name;
  switch (signal.source) {
    case 'rabbitmq': {
      const { queue, vhost, count } = signal;
      return { rabbitmq: { queue, vhost, count, connection } };
    }
    case 'prometheus':
      return { prometheus: { query: signal.query, connection } };
    case 'redis': {
      const { of, key, consumerGroup } = signal;
      return { redis: defined<JsonObject>({ [of]: key, consumerGroup, connection }) };
    }
    case 'oasis': {
      const { supplier, model, version, api, count } = signal;
      return { oasis: { supplier, model, version, api, count, connection } };
    }
  }
}
