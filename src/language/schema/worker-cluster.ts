import { choice, fields, formatted, integer, optional, quantity, text, verbatim } from './field.ts';
import { policy } from './metadata.ts';

/** The pods of a cluster are named after it, which leaves it this many characters. */
const longestName = 40;

const metadata = fields('Its identity.', {
  name: text('Its name; its pods and Services are named after it.', 'c7', {
    pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
    maxLength: longestName,
  }),
});

const workers = fields('How many workers there should be.', {
  wanted: integer(
    'So many; it is what `kubectl scale` changes. Beside `adaptive` it says nothing and stays as it is.',
    4,
  ),
  adaptive: optional(
    fields(
      'As many as the work needs, between these.',
      {
        minimum: optional(integer('The fewest.', 0, { default: 0 })),
        maximum: optional(integer('The most.', 20, { absent: '`limit`' })),
      },
      { absent: 'as many as are `wanted`' },
    ),
  ),
  limit: optional(
    integer('The most that its template lets it have; set when it is made.', 20, {
      absent: 'as many as there are nodes',
    }),
  ),
});

const amounts = (of: string) =>
  fields(
    `What ${of} takes.`,
    {
      cpu: optional(quantity('Cores.', '2', { absent: 'not known' })),
      memory: optional(quantity('Memory.', '4Gi', { absent: 'not known' })),
    },
    { absent: 'not known' },
  );

const workerClusterSpec = fields('Which cluster somebody asked for.', {
  template: formatted('name', 'The ClusterTemplate it is made of, in the same namespace.', 'dask'),
  owner: text('The user who asked for it, as the gateway knows them.', 'ann', { maxLength: 256 }),
  desired: optional(
    choice(
      ['Pending', 'Started', 'Stopped'],
      'What it should be; what is stopped is never started again.',
      'Stopped',
      { default: 'Started' },
    ),
  ),
  workers,
  options: optional(
    verbatim(
      'What the user chose, every option of the template with its value.',
      { cores: 4 },
      {
        absent: 'the defaults of the template',
      },
    ),
  ),
  jobId: optional(
    integer('The number that clients of dialect `resaas` know it by.', 7, {
      absent: 'it has none',
      minimum: 1,
    }),
  ),
  size: optional(
    fields(
      'What its pods take with these options; limits count it.',
      {
        scheduler: optional(amounts('the scheduler')),
        worker: optional(amounts('one worker')),
      },
      { absent: 'the sizes of the template' },
    ),
  ),
  templates: optional(
    fields(
      'The pods as they were when it was asked for, so that a change of the template changes no cluster that runs.',
      {
        scheduler: verbatim('The pod template of the scheduler or controller.', {}),
        worker: verbatim('The pod template of the workers.', {}),
      },
      { absent: 'those of the template' },
    ),
  ),
});

/** A cluster that the gateway has been asked for. No policy: its resources are made at run time. */
export const workerCluster = policy(
  'WorkerCluster',
  'A cluster that somebody has asked for, made of a ClusterTemplate.',
  metadata,
  workerClusterSpec,
);
