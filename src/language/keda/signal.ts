import type { JsonObject } from '../../model/json.ts';
import type { ConnectionNames } from './connections.ts';
import { readPrometheus } from './signal-prometheus.ts';
import { readRabbitmq } from './signal-rabbitmq.ts';
import { readRedis } from './signal-redis.ts';
import type { Problem, Trigger } from './trigger.ts';

/** A trigger in the words of a policy. */
export interface ReadSignal {
  readonly signal: JsonObject;
  readonly unitsPerWorker: number;
  readonly connections: JsonObject;
  /** Whether KEDA cannot count it as a policy means it. */
  readonly isForRuntime?: boolean;
  readonly notes: readonly string[];
}

/** Reads the trigger that tells how much work is waiting; one that no policy can say is named. */
export function readSignal(
  trigger: Trigger,
  names: ConnectionNames,
  namespace: string | undefined,
): ReadSignal | Problem {
  switch (trigger.type) {
    case 'rabbitmq':
      return readRabbitmq(trigger, names, namespace);
    case 'prometheus':
      return readPrometheus(trigger, names);
    case 'redis':
    case 'redis-streams':
      return readRedis(trigger, names, namespace);
    default:
      return {
        problem: `trigger \`${trigger.type}\` has no counterpart; if Prometheus knows the number, write a pool with a \`prometheus\` signal`,
      };
  }
}
