import type { JsonObject } from '../../model/json.ts';

/** A text. */
export const text = (description: string) => ({ description, type: 'string' });
/** A moment. */
export const time = (description: string) => ({ description, type: 'string', format: 'date-time' });
/** A number of things, 0 or more. */
export const count = (description: string) => ({
  description,
  type: 'integer',
  format: 'int32',
  minimum: 0,
});
const amounts = (description: string) => ({
  description,
  type: 'object',
  additionalProperties: { type: 'string' },
});

/** Tells a reader whether the status is about the spec that is there now. */
export const generation = {
  description: 'Generation of the spec that this status was computed from.',
  type: 'integer',
  format: 'int64',
};

/** The list of `metav1.Condition` that every Kubernetes tool knows how to wait for; one entry a type. */
export const conditions = {
  description: 'What is true of it, one entry a type.',
  type: 'array',
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['type'],
  items: {
    type: 'object',
    required: ['type', 'status', 'lastTransitionTime', 'reason', 'message'],
    properties: {
      type: {
        ...text('What is said.'),
        maxLength: 316,
        pattern:
          '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$',
      },
      status: { ...text('Whether it is so.'), enum: ['True', 'False', 'Unknown'] },
      observedGeneration: { ...generation, minimum: 0 },
      lastTransitionTime: time('When `status` last changed.'),
      reason: {
        ...text('Why, in one word.'),
        minLength: 1,
        maxLength: 1024,
        pattern: '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$',
      },
      message: { ...text('Why, in a sentence.'), maxLength: 32768 },
    },
  },
};

/** What the runtime says of a pool. */
export const poolStatus: JsonObject = {
  description: 'What the runtime found and decided.',
  type: 'object',
  properties: {
    observedGeneration: generation,
    engine: text('Who moves the number of workers.'),
    wanted: count('Workers that there should be.'),
    current: count('Workers that there are.'),
    ready: count('Workers that are ready.'),
    reason: text('Why it is that number, in a few words.'),
    lastDecision: {
      description: 'The last decision that changed the number.',
      type: 'object',
      required: ['at', 'replicas', 'reasons'],
      properties: {
        at: time('When it was made.'),
        replicas: count('The number it came to.'),
        reasons: {
          description: 'Why, in the order in which the rules applied.',
          type: 'array',
          items: { type: 'string' },
        },
      },
    },
    conditions,
  },
};

/** What the runtime says of a capacity group. */
export const groupStatus: JsonObject = {
  description: 'What the runtime found and how it shared out the quota.',
  type: 'object',
  properties: {
    observedGeneration: generation,
    quota: amounts('What the pools may use together, by resource.'),
    used: amounts('What they use, by resource.'),
    shares: {
      description: 'The most workers that each pool may have at present, by pool.',
      type: 'object',
      additionalProperties: { type: 'integer', format: 'int32', minimum: 0 },
    },
    conditions,
  },
};

/** What the runtime says of a job template. */
export const jobStatus: JsonObject = {
  description: 'What the runtime found and did.',
  type: 'object',
  properties: {
    observedGeneration: generation,
    waiting: count('Requests that have no Job yet.'),
    active: count('Jobs that have not ended.'),
    succeeded: count('Jobs that succeeded, of those that are still there.'),
    failed: count('Jobs that failed, of those that are still there.'),
    lastStarted: time('When the last Job was started.'),
    lastSucceeded: time('When the last Job that succeeded ended.'),
    lastFailed: time('When the last Job that failed ended.'),
    lastFailure: text('Why it failed, in a sentence.'),
    conditions,
  },
};

/** What the gateway says of a cluster template. */
export const clusterStatus: JsonObject = {
  description: 'What the gateway found.',
  type: 'object',
  properties: {
    observedGeneration: generation,
    clusters: count('Clusters that have not ended.'),
    users: count('Users who have at least one of them.'),
    workers: count('Workers that these clusters have.'),
    used: amounts('What their pods request together, by resource.'),
    conditions,
  },
};
