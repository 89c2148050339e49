/** What a value of the operator's resource may be; the CRD of the chart checks no more than this. */
export type Shape =
  | { readonly a: 'text' | 'integer' | 'flag' | 'amount' | 'anything' | 'texts' }
  | { readonly a: 'list'; readonly of: Shape }
  | { readonly a: 'map'; readonly fields: Readonly<Record<string, Field>> };

/** A field of a map; `required` says what to add when it is missing. */
export interface Field {
  readonly shape: Shape;
  readonly required?: string;
}

const text = optional({ a: 'text' });
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
  name: required({ a: 'text' }, 'add the name of the object'),
  key: required({ a: 'text' }, 'add the key in it'),
  optional: flag,
});

const envVar: Shape = {
  a: 'map',
  fields: {
    name: required({ a: 'text' }, 'add the name of the variable'),
    value: text,
    valueFrom: map({
      secretKeyRef: key,
      configMapKeyRef: key,
      fieldRef: map({
        apiVersion: text,
        fieldPath: required({ a: 'text' }, 'add the path, for example status.podIP'),
      }),
      resourceFieldRef: map({
        containerName: text,
        resource: required({ a: 'text' }, 'add the resource, for example limits.cpu'),
        divisor: amount,
      }),
    }),
  },
};

/** The WorkerPool of the chart, with the two fields that the fork of 2025 added: `queue` and `env`. */
export const workerPoolShape: Shape = {
  a: 'map',
  fields: {
    apiVersion: required({ a: 'text' }, 'add `apiVersion: hyperflow.agh.edu.pl/v1`'),
    kind: required({ a: 'text' }, 'add `kind: WorkerPool`'),
    metadata: requiredMap('add `metadata` with the name of the pool', {
      name: required({ a: 'text' }, 'add the name of the pool'),
      namespace: text,
      labels: texts,
      annotations: texts,
      ...written,
    }),
    spec: requiredMap('add `spec`', {
      taskType: required({ a: 'text' }, 'add the task name as workflow.json has it'),
      image: required({ a: 'text' }, 'add the image of the worker'),
      rabbitHostname: required({ a: 'text' }, 'add the broker, for example rabbitmq.default'),
      redisUrl: required({ a: 'text' }, 'add the address, for example redis://redis:6379'),
      prometheusUrl: required(
        { a: 'text' },
        'documents of 2022 had none; add it, for example http://monitoring-prometheus.default:9090',
      ),
      queueName: text,
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
        name: text,
        vhost: text,
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
