import { fields, integer, oneOf, optional, text } from './field.ts';

export const idleness = oneOf(
  'Who says which workers are idle; exactly one. One that nothing is known of counts as busy. Only the runtime asks.',
  {
    broker: optional(
      fields(
        "RabbitMQ: a consumer of the signal's queue with unacknowledged messages is busy, and its address is that of its pod. Needs the `management` URL of the connection.",
        {},
        { absent: 'another one is given' },
      ),
    ),
    annotation: optional(
      text(
        'Key of an annotation that each worker has on its pod, with `idle` or `busy` as its value.',
        'example.org/state',
        { absent: 'another one is given', maxLength: 317 },
      ),
    ),
    http: optional(
      fields(
        'A request to each pod (GET): 200 is idle, 409 is busy, any other answer says nothing.',
        {
          port: integer('Port that the worker listens on.', 8080, { minimum: 1, maximum: 65535 }),
          path: text('Path of the request.', '/idle', { pattern: '^/[!-~]*$', maxLength: 1024 }),
        },
        { absent: 'another one is given' },
      ),
    ),
  },
  {
    absent:
      '`broker` where the signal is `rabbitmq` over a connection with a `management` URL; else nobody says it, and any worker may go',
  },
);
