/** What a value of the operator's resource may be; the CRD of the chart checks no more than this. */
export type Shape =
  | { readonly a: 'integer' | 'flag' | 'amount' | 'anything' | 'texts' }
  /** A text may be empty unless it is to be `filled`. */
  | { readonly a: 'text'; readonly filled?: true }
  | { readonly a: 'list'; readonly of: Shape }
  | { readonly a: 'map'; readonly fields: Readonly<Record<string, Field>> };

/** A field of a map; `required` says what to add when it is missing. */
export interface Field {
  readonly shape: Shape;
  readonly required?: string;
}

const filled: Shape = { a: 'text', filled: true };
const text = optional({ a: 'text' });
const word = optional(filled);
const texts = optional({ a: 'texts' });
const integer = optional({ a: 'integer' });
const flag = optional({ a: 'flag' });
const amount = optional({ a: 'amount' });
const anything = optional({ a: 'anything' });

/** Written by the API server or by kubectl; a document taken from a cluster has them. */
const written = {
  creationTimestamp: anything,
  finalizers: anything,
  generation: anything,
  managedFields: anything,
  ownerReferences: anything,
  resourceVersion: anything,
  selfLink: anything,
  uid: anything,
};

const key = map({
  name: required(filled, 'add the name of the object'),
  key: required(filled, 'add the key in it'),
  optional: flag,
});

const envVar: Shape = {
  a: 'map',
  fields: {
    name: required(filled, 'add the name of the variable'),
    value: text,
    valueFrom: map({
      secretKeyRef: key,
      configMapKeyRef: key,
      fieldRef: map({
        apiVersion: word,
        fieldPath: required(filled, 'add the path, for example status.podIP'),
      }),
      resourceFieldRef: map({
        containerName: word,
        resource: required(filled, 'add the resource, for example limits.cpu'),
        divisor: amount,
      }),
    }),
  },
};

/** The WorkerPool of the chart, with the two fields that the fork of 2025 added: `queue` and `env`. */
export const workerPoolShape: Shape = {
  a: 'map',
  fields: {
    apiVersion: required(filled, 'add `apiVersion: hyperflow.agh.edu.pl/v1`'),
    kind: required(filled, 'add `kind: WorkerPool`'),
    metadata: requiredMap('add `metadata` with the name of the pool', {
      name: required(filled, 'add the name of the pool'),
      namespace: word,
      labels: texts,
      annotations: texts,
      ...written,
    }),
    spec: requiredMap('add `spec`', {
      taskType: required(filled, 'add the task name as workflow.json has it'),
      image: required(
        filled,
        'add the image of the worker; values that lie over others are given after those',
      ),
      rabbitHostname: required(filled, 'add the broker, for example rabbitmq.default'),
      redisUrl: required(filled, 'add the address, for example redis://redis:6379'),
      prometheusUrl: required(
        { a: 'text' },
        'documents of 2022 had none; add it, for example http://monitoring-prometheus.default:9090',
      ),
      queueName: word,
      minReplicaCount: integer,
      maxReplicaCount: integer,
      initialResources: requiredMap('add what one worker requests', {
        requests: requiredMap('add what one worker requests', {
          cpu: required({ a: 'amount' }, 'add the cores, for example "0.5"'),
          memory: required({ a: 'amount' }, 'add the bytes, for example "524288000"'),
        }),
        limits: map({ cpu: amount, memory: amount }),
      }),
      queue: map({
        name: word,
        vhost: word,
        durable: flag,
        autoDelete: flag,
        arguments: anything,
      }),
      env: optional({ a: 'list', of: envVar }),
    }),
    status: anything,
  },
};

function optional(shape: Shape): Field {
  return { shape };
}

function required(shape: Shape, help: string): Field {
  return { shape, required: help };
}

function map(fields: Readonly<Record<string, Field>>): Field {
  return { shape: { a: 'map', fields } };
}

function requiredMap(help: string, fields: Readonly<Record<string, Field>>): Field {
  return { shape: { a: 'map', fields }, required: help };
}
