import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.ts';

const signal = fc.constantFrom<JsonObject[]>(
  {
    type: 'prometheus',
    metadata: { serverAddress: 'http://p:9090', query: 'sum(x)', threshold: '5' },
  },
  {
    type: 'prometheus',
    metadata: {
      serverAddress: 'http://p:9090',
      query: 'sum(x)',
      threshold: '2.5',
      ignoreNullValues: 'false',
      activationThreshold: '3',
    },
  },
  { type: 'redis', metadata: { address: 'r:6379', listName: 'jobs', enableTLS: 'true' } },
  { type: 'redis-streams', metadata: { address: 'r:6379', stream: 'jobs', streamLength: '7' } },
  {
    type: 'rabbitmq',
    name: 'queue',
    metadata: {
      host: 'amqp://u:opensesame@r/shop',
      queueName: 'q',
      mode: 'QueueLength',
      value: '3',
    },
  },
);
const window = fc.constantFrom<JsonObject[]>(
  {
    type: 'cron',
    metadata: {
      timezone: 'Etc/UTC',
      start: '0 8 * * 1-5',
      end: '0 18 * * 1-5',
      desiredReplicas: '4',
    },
  },
  {
    type: 'cron',
    metadata: {
      timezone: 'Etc/UTC',
      start: '30 22 * * *',
      end: '15 6 * * *',
      desiredReplicas: '90',
    },
  },
);

/** A ScaledObject for the Deployment of this name. */
export function scaledObjectFor(target: string): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      triggers: fc.tuple(
        fc.array(signal, { minLength: 0, maxLength: 1 }),
        fc.array(window, { maxLength: 2 }),
      ),
      spec: fc.record(
        {
          pollingInterval: fc.constantFrom(30, 5),
          cooldownPeriod: fc.constantFrom(300, 60),
          minReplicaCount: fc.constantFrom(0, 1, 3),
          maxReplicaCount: fc.constantFrom(3, 100),
          idleReplicaCount: fc.constant(0),
          fallback: fc.constantFrom<JsonObject[]>(
            { failureThreshold: 4, replicas: 3 },
            { failureThreshold: 1, replicas: 0 },
            { failureThreshold: 3, replicas: 2, behavior: 'currentReplicasIfHigher' },
          ),
          advanced: fc.constantFrom<JsonObject[]>(
            { restoreToOriginalReplicaCount: true },
            {
              horizontalPodAutoscalerConfig: {
                behavior: {
                  scaleDown: {
                    stabilizationWindowSeconds: 0,
                    policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }],
                  },
                },
              },
            },
            {
              horizontalPodAutoscalerConfig: {
                behavior: {
                  scaleUp: {
                    policies: [
                      { type: 'Percent', value: 100, periodSeconds: 15 },
                      { type: 'Pods', value: 4, periodSeconds: 15 },
                    ],
                  },
                },
              },
            },
          ),
        },
        { requiredKeys: [] },
      ),
    })
    .map(
      ({ triggers, spec }): JsonObject =>
        ({
          apiVersion: 'keda.sh/v1alpha1',
          kind: 'ScaledObject',
          metadata: { name: `${target}-scaler` },
          spec: { scaleTargetRef: { name: target }, ...spec, triggers: triggers.flat() },
        }) as JsonObject,
    );
}
