import { type Static, Type } from 'typebox';
import { choice, fields, flag, formatted, integer, list, optional, text } from './field.ts';
import { jobAlerts } from './job/alerts.ts';
import { jobDefaults } from './job/defaults.ts';
import { parameters } from './job/parameters.ts';
import { retries } from './job/retries.ts';
import { trigger } from './job/trigger.ts';
import { namespaced, policy } from './metadata.ts';
import { podSchema } from './pod.ts';

const duration = (description: string, example: string, absent: string) =>
  optional(formatted('duration', description, example, { absent }));

const images = fields(
  'The images that a request may name in place of `worker.image`, which must be among them.',
  {
    allow: list(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description:
          'Registry and repository, and a tag after a colon if it matters; `*` is any part of one segment, `**` at the end is all that follows.',
        examples: ['registry.example.org/flow/**'],
      }),
      'What an image must match one of. The first segment has no `*`.',
      ['registry.example.org/flow/**'],
      { minItems: 1, maxItems: 64 },
    ),
    digest: optional(
      choice(
        ['required', 'optional'],
        'Whether an image must be named by its digest.',
        'required',
        {
          default: jobDefaults.digest,
        },
      ),
    ),
  },
  { absent: 'only `worker.image`' },
);

export const jobTemplateSpec = fields('What the job runs and what starts it.', {
  worker: podSchema('The pod that does the work, once for each run; it ends by itself.'),
  images: optional(images),
  parameters: optional(parameters),
  trigger,
  suspend: optional(
    flag('Start nothing; what was running is ended by `once` and goes on elsewhere.', true, {
      default: false,
    }),
  ),
  timeout: duration(
    'How long one attempt may run, from the start of its pod; its log stays.',
    '2h',
    'no limit; required by `queue` and `http`',
  ),
  maxTimeout: duration(
    'The longest `timeout` that a request may ask for.',
    '6h',
    '`timeout`: requests may only ask for less',
  ),
  deadline: duration(
    'How long all of it may take, the wait for a node and all attempts included; then the pods are deleted, and their logs with them.',
    '12h',
    'no limit',
  ),
  retries: optional(retries),
  ttl: duration(
    'How long a Job that has ended is kept. Not with `once`: GitOps would make it anew, and it would run again.',
    '1d',
    'as the trigger has it: its history, or 1h after the answer for `queue` and `http`',
  ),
  parallelism: optional(
    integer('Pods of one Job that run at the same time.', 4, {
      default: jobDefaults.parallelism,
      minimum: 1,
      maximum: 100_000,
    }),
  ),
  completions: optional(
    integer('Pods that must succeed for a Job to be done.', 4, {
      absent:
        '1; with a `parallelism` above 1 a Job is done when one has succeeded and all have ended',
      minimum: 1,
    }),
  ),
  concurrency: optional(
    integer('Triggers `keda`, `queue` and `http`: most Jobs at once; the rest waits.', 20, {
      default: jobDefaults.concurrency,
      minimum: 1,
      maximum: 100_000,
    }),
  ),
  group: optional(
    text('CapacityGroup of the same namespace whose quota the pods share.', 'montage', {
      absent: 'none',
    }),
  ),
  alerts: optional(jobAlerts),
});

export const jobTemplate = policy(
  'JobTemplate',
  'Work that runs to completion: which image, which parameters, what starts it.',
  namespaced,
  jobTemplateSpec,
);

export type WrittenJob = Static<typeof jobTemplateSpec>;
