import type { JsonObject } from '../model/json.ts';
import { apiVersion } from './schema/api-version.ts';

/** What an editor offers in an empty document, in the form of yaml-language-server; `${1:name}` is a place to fill in. */
export const editorSnippets: readonly JsonObject[] = [
  {
    label: 'WorkerPool on a queue',
    description: 'Workers in proportion to the messages of a RabbitMQ queue',
    body: pool({
      mode: 'proportional',
      signal: { rabbitmq: { queue: '${3:queue}' } },
      max: '${4:10}',
    }),
  },
  {
    label: 'WorkerPool of fixed size',
    description: 'A number of workers that only Git changes',
    body: pool({ mode: 'fixed', workers: '${3:1}' }),
  },
  {
    label: 'CapacityGroup',
    description: 'What the pools of a namespace may use together',
    body: {
      apiVersion,
      kind: 'CapacityGroup',
      metadata: { name: '${1:name}', namespace: '${2:namespace}' },
      spec: { quota: { cpu: '${3:8}', memory: '${4:16Gi}' } },
    },
  },
];

function pool(scaling: JsonObject): JsonObject {
  return {
    apiVersion,
    kind: 'WorkerPool',
    metadata: { name: '${1:name}' },
    spec: {
      worker: {
        image: '${2:image:tag}',
        resources: { requests: { cpu: '500m', memory: '512Mi' } },
      },
      scaling,
    },
  };
}
