import type { JsonObject } from '../../model/json.ts';
import { conditions, count, generation, text, time } from './status.ts';

/** Where a cluster is in its life; both dialects say it in their own words. */
const phases = [
  'Pending',
  'Starting',
  'Running',
  'Stopping',
  'Stopped',
  'Succeeded',
  'Failed',
] as const;

/** What the runtime says of a cluster. */
export const workerClusterStatus: JsonObject = {
  description: 'What the runtime found and did.',
  type: 'object',
  properties: {
    observedGeneration: generation,
    phase: { ...text('Where it is in its life.'), enum: [...phases] },
    reason: text('Why it is there, for the user to read.'),
    outcome: {
      ...text('How it ended, written once; the first word stands.'),
      enum: ['Succeeded', 'Failed', 'Stopped'],
    },
    scheduler: {
      description: 'The scheduler or controller.',
      type: 'object',
      properties: {
        pod: text('Its pod.'),
        address: text('Where workers and the gateway reach it.'),
        dashboard: text('The path of its dashboard at the gateway.'),
      },
    },
    workers: {
      description: 'The workers.',
      type: 'object',
      properties: {
        wanted: count('How many there should be at present, all limits applied.'),
        current: count('How many there are.'),
        ready: count('How many are at work or ready for it.'),
      },
    },
    selector: text('Selects the pods of the workers.'),
    operation: {
      description: 'What is under way and may not be crossed by another.',
      type: 'object',
      required: ['kind', 'since'],
      properties: {
        kind: { ...text('What is being done.'), enum: ['start', 'scale', 'stop'] },
        target: count('The number of workers it is to come to.'),
        since: time('When it began.'),
      },
    },
    iterations: {
      description: 'What the controller has said it has begun, in this order.',
      type: 'array',
      items: { type: 'string', maxLength: 50 },
    },
    removed: {
      description: 'The last pods that were removed; clients still list them.',
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        required: ['name', 'role'],
        properties: {
          name: text('The pod.'),
          role: { ...text('What it was.'), enum: ['scheduler', 'worker'] },
          at: time('When it was removed.'),
        },
      },
    },
    log: {
      description: 'The last lines of a scheduler that has failed.',
      type: 'array',
      maxItems: 50,
      items: { type: 'string', maxLength: 1024 },
    },
    startedAt: time('When it was ready.'),
    finishedAt: time('When it had ended.'),
    lastActivity: time('When it was last seen at work.'),
    conditions,
  },
};
