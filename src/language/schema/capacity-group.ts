import type { Static } from 'typebox';
import { choice, fields, formatted, integer, map, optional, quantity } from './field.ts';
import { namespaced, policy } from './metadata.ts';

export const capacityGroupSpec = fields('What the pools of the group may use together.', {
  quota: fields(
    'The budget; the ResourceQuota holds exactly these numbers.',
    {
      cpu: optional(quantity('Sum of the CPU requests.', '21', { absent: 'no limit' })),
      memory: optional(quantity('Sum of the memory requests.', '60Gi', { absent: 'no limit' })),
      pods: optional(integer('Number of pods.', 100, { absent: 'no limit' })),
      limits: optional(
        fields(
          'Sums of the limits.',
          {
            cpu: optional(quantity('Sum of the CPU limits.', '42', { absent: 'no limit' })),
            memory: optional(quantity('Sum of the memory limits.', '80Gi', { absent: 'no limit' })),
          },
          { absent: 'no limits' },
        ),
      ),
      extended: optional(
        map(
          quantity('Sum of the requests.', 4),
          'Sums of the requests of other resources.',
          { 'nvidia.com/gpu': 4 },
          { default: {}, maxProperties: 64 },
        ),
      ),
    },
    { minProperties: 1 },
  ),
  priorityLevels: optional(
    integer(
      "Only pools whose work has one of so many highest distinct priorities are served, the others count as idle: the limit of Oasis on prioritised models, whose priorities are those of a model's analyses. Only the runtime does it.",
      2,
      { absent: 'all levels', minimum: 1 },
    ),
  ),
  priorityClass: optional(
    fields(
      'The PriorityClass that marks the pods of the group; the quota counts the pods that have it.',
      {
        name: optional(
          formatted('subdomain', 'Its name.', 'hyperflow-worker', {
            absent: '`<namespace>.<name>` of the group',
          }),
        ),
        value: optional(
          integer('Its priority; higher ones are scheduled first.', 100, {
            default: 0,
            minimum: -2147483648,
            maximum: 1000000000,
          }),
        ),
        preemption: optional(
          choice(
            ['PreemptLowerPriority', 'Never'],
            'Whether its pods may push out pods of lower priority.',
            'PreemptLowerPriority',
            { default: 'Never' },
          ),
        ),
      },
      { default: {} },
    ),
  ),
});

export const capacityGroup = policy(
  'CapacityGroup',
  'How much a set of pools may use together.',
  namespaced,
  capacityGroupSpec,
);

export type WrittenGroup = Static<typeof capacityGroupSpec>;
