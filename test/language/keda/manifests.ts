import type { JsonObject } from '../../../src/model/json.ts';

/** Four workers that nothing scales. */
export const workers = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a' },
  spec: {
    replicas: 4,
    selector: { matchLabels: { app: 'a' } },
    template: {
      metadata: { labels: { app: 'a' } },
      spec: { containers: [{ name: 'a', image: 'registry.example.org/a:1.0.0' }] },
    },
  },
};

/** What makes KEDA scale them by this trigger. */
export function scaled(trigger: JsonObject, spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'a' },
    spec: { scaleTargetRef: { name: 'a' }, ...spec, triggers: [trigger] },
  };
}

export const prometheus = {
  type: 'prometheus',
  metadata: { serverAddress: 'http://p:9090', query: 'sum(x)', threshold: '5' },
};
export const rabbitmq = {
  type: 'rabbitmq',
  metadata: { queueName: 'q', mode: 'QueueLength', value: '5' },
};
