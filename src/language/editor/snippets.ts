import type { JsonObject } from '../../model/json.ts';
import { apiVersion } from '../schema/api-version.ts';

/** What an editor offers in an empty document, in the form of yaml-language-server. */
export const editorSnippets: readonly JsonObject[] = [
  {
    label: 'WorkerPool on a queue',
    description: 'Workers in proportion to the messages of a RabbitMQ queue',
    body: pool({
      mode: 'proportional',
      signal: { rabbitmq: { queue: place(3, 'queue') } },
      max: place(4, '10'),
    }),
  },
  {
    label: 'WorkerPool of fixed size',
    description: 'A number of workers that only Git changes',
    body: pool({ mode: 'fixed', workers: place(3, '1') }),
  },
  {
    label: 'CapacityGroup',
    description: 'What the pools of a namespace may use together',
    body: {
      apiVersion,
      kind: 'CapacityGroup',
      metadata: { name: place(1, 'name'), namespace: place(2, 'namespace') },
      spec: { quota: { cpu: place(3, '8'), memory: place(4, '16Gi') } },
    },
  },
];

function pool(scaling: JsonObject): JsonObject {
  return {
    apiVersion,
    kind: 'WorkerPool',
    metadata: { name: place(1, 'name') },
    spec: {
      worker: {
        image: place(2, 'image:tag'),
        resources: { requests: { cpu: '500m', memory: '512Mi' } },
      },
      scaling,
    },
  };
}

/** A place to fill in, reached in the order of the numbers; the text stands there until then. */
function place(number: number, text: string): string {
  return `\${${number}:${text}}`;
}
