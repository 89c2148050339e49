import type { JsonObject } from '../../model/json.ts';
import { environmentVariables } from './environment-variables.ts';
import type { HyperflowPool } from './pool.ts';
import { chartScaling, forkScaling, priorityClass, workerTemplate } from './template.ts';

/** The name of the connections that a translated pool refers to. */
export const connectionName = 'hyperflow';

/** Writes the pool as the spec of our WorkerPool that gives the operator's objects. */
export function translate(pool: HyperflowPool): JsonObject {
  return {
    worker: {
      image: pool.image,
      ...workerTemplate,
      env: environmentVariables(pool),
      resources: { requests: pool.requests, ...(pool.limits && { limits: pool.limits }) },
      priorityClass,
      selector: { app: pool.name },
    },
    engine: 'keda',
    scaling: {
      signal: {
        rabbitmq: {
          queue: pool.queue,
          ...(pool.vhost !== '/' && { vhost: pool.vhost }),
          connection: connectionName,
        },
      },
      min: pool.min,
      max: pool.max,
      ...(pool.isForked ? forkScaling : chartScaling),
    },
    // The operator makes a rule for the metric and no alerts.
    alerts: { enabled: false },
    // Nor a budget for disruptions.
    disruption: { maxUnavailable: '100%' },
  };
}

/** The Environment's `spec.connections` that the spec of `translate` refers to. */
export function connectionsOf(pool: HyperflowPool): {
  readonly rabbitmq: JsonObject;
  readonly prometheus: JsonObject;
} {
  const exporter = pool.isForked
    ? { kind: 'plugin', matchers: { job: 'wpok-rabbitmq' } }
    : { kind: 'kbudde', matchers: { endpoint: 'rabbitmq-exporter' } };
  return {
    rabbitmq: { [connectionName]: { exporter } },
    prometheus: { [connectionName]: { url: pool.prometheusUrl } },
  };
}
