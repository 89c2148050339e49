import { choice, fields, formatted, oneOf, optional, text } from './field.ts';

const none = { absent: 'none' };
const connection = (kind: string) =>
  optional(
    text(`Name of the ${kind} connection in the Environment.`, 'main', {
      absent: 'the only one of its kind',
    }),
  );

export const signal = oneOf(
  'What tells how much work is waiting; exactly one source.',
  {
    rabbitmq: optional(
      fields(
        'Messages in a RabbitMQ queue.',
        {
          queue: text('Name of the queue.', 'montage.mProject'),
          vhost: optional(text('Virtual host of the queue.', '/', { default: '/' })),
          count: optional(
            choice(
              ['ready+unacked', 'ready'],
              'Which messages count: those waiting and those being worked on, or only those waiting.',
              'ready',
              { default: 'ready+unacked' },
            ),
          ),
          connection: connection('RabbitMQ'),
        },
        none,
      ),
    ),
    prometheus: optional(
      fields(
        'The value of a PromQL expression; it must give one sample.',
        {
          query: formatted('promql', 'The expression.', 'sum(thumbnails_pending)'),
          connection: connection('Prometheus'),
        },
        none,
      ),
    ),
    redis: optional(
      fields(
        'Length of a Redis list or of a stream; one of `list` and `stream`.',
        {
          list: optional(text('Key of the list.', 'jobs', { absent: '`stream` is given' })),
          stream: optional(text('Key of the stream.', 'jobs', { absent: '`list` is given' })),
          consumerGroup: optional(
            text(
              'Consumer group of the stream: entries that it has not acknowledged count, delivered or not; only the runtime can count both.',
              'workers',
              { absent: 'all entries of the stream count' },
            ),
          ),
          connection: connection('Redis'),
        },
        none,
      ),
    ),
    oasis: optional(
      fields(
        'Analyses of one model on an Oasis platform.',
        {
          supplier: text('Supplier id of the model.', 'OasisLMF'),
          model: text('Model id.', 'PiWind'),
          version: text('Model version id.', 'v1'),
          api: optional(
            choice(['v1', 'v2'], 'API version that the model runs under.', 'v2', { default: 'v2' }),
          ),
          count: optional(
            choice(['analyses', 'tasks'], 'What is counted.', 'tasks', { default: 'analyses' }),
          ),
          connection: connection('Oasis'),
        },
        none,
      ),
    ),
  },
  { absent: 'none; modes `fixed`, `perNode` and `manual` need none' },
);
