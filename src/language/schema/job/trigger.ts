import { choice, fields, formatted, integer, optional, text } from '../field.ts';
import { signal } from '../signal.ts';
import { jobDefaults } from './defaults.ts';

const other = { absent: 'another trigger is given' };

const history = optional(
  fields(
    'How many Jobs that have ended are kept for people to look at.',
    {
      successful: optional(
        integer('Those that succeeded.', 3, { default: jobDefaults.successful }),
      ),
      failed: optional(integer('Those that failed.', 3, { default: jobDefaults.failed })),
    },
    { default: {} },
  ),
);

const dialect = optional(
  choice(
    ['roster', 'mstc'],
    'The form of requests and answers; `mstc` is that of the MSTC cloud worker, in both its generations.',
    'mstc',
    { default: jobDefaults.dialect },
  ),
);

const once = fields(
  'Runs one time, and again whenever what it runs is changed; the Job before is then removed, also one that still runs. Its pods have no labels but those of `worker.labels` and Roster, so that a new label elsewhere starts nothing.',
  {
    run: optional(
      text('Any text; another one does the same work once more.', '2026-03-01', {
        absent: 'nothing repeats it',
      }),
    ),
  },
  other,
);

const schedule = fields(
  'Runs by the clock (CronJob).',
  {
    cron: formatted('cron', 'When: minute, hour, day of month, month, day of week.', '30 2 * * *'),
    timezone: optional(
      formatted('timezone', 'Time zone of `cron`.', 'Europe/Warsaw', {
        default: jobDefaults.timezone,
      }),
    ),
    concurrencyPolicy: optional(
      choice(
        ['Allow', 'Forbid', 'Replace'],
        'What happens when the last run has not ended: both run, the new one is left out, or the old one is ended.',
        'Replace',
        { default: jobDefaults.concurrencyPolicy },
      ),
    ),
    startingDeadline: optional(
      formatted(
        'duration',
        'How late a run that was missed may still start, at least 10s.',
        '10m',
        { default: jobDefaults.startingDeadline },
      ),
    ),
    history,
  },
  other,
);

const keda = fields(
  'KEDA starts a Job for so much waiting work; the Jobs take the work from the source themselves (ScaledJob).',
  {
    signal,
    unitsPerJob: optional(
      integer('How much of the signal one Job takes on.', 1, {
        default: jobDefaults.unitsPerJob,
        minimum: 1,
      }),
    ),
    pollingInterval: optional(
      formatted('duration', 'How often the signal is read.', '15s', {
        default: jobDefaults.pollingInterval,
      }),
    ),
    strategy: optional(
      choice(
        ['default', 'accurate', 'eager'],
        'How the Jobs that run are set against the signal: `default` for work that counts until it is done, `accurate` for work that counts until a Job takes it, `eager` to use all of `concurrency` at once.',
        'accurate',
        { absent: 'what goes with the signal: `accurate` for `count: ready` and Redis lists' },
      ),
    ),
    history,
  },
  other,
);

const queue = fields(
  'The runtime starts a Job for each message of a RabbitMQ queue, and answers when it has ended; may stand beside `http`.',
  {
    queue: text('Name of the queue.', 'render.requests', { maxLength: 255 }),
    vhost: optional(text('Virtual host of the queue.', '/', { default: jobDefaults.vhost })),
    exchange: optional(
      text(
        'Direct exchange that the queue is bound to by its own name; the runtime declares both.',
        'mstc.exchange',
        {
          absent: 'the default exchange; `mstc.exchange` for dialect `mstc`',
        },
      ),
    ),
    connection: optional(
      text('Name of the RabbitMQ connection in the Environment.', 'main', {
        absent: 'the only one of its kind',
      }),
    ),
    dialect,
  },
  other,
);

const http = fields(
  'The runtime starts a Job for each HTTP request; may stand beside `queue`.',
  {
    path: optional(
      text('Path of the requests.', '/jobs/media/render', {
        pattern: '^(/[-A-Za-z0-9._~]+)+$',
        absent: '`/jobs/<namespace>/<name>`; `/mstc/worker` for dialect `mstc`',
      }),
    ),
    dialect,
  },
  other,
);

export const trigger = fields(
  'What starts the work: exactly one, but `queue` and `http` may stand together.',
  {
    once: optional(once),
    schedule: optional(schedule),
    keda: optional(keda),
    queue: optional(queue),
    http: optional(http),
  },
  { minProperties: 1 },
);
