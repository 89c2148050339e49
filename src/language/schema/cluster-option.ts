import { type Static, Type } from 'typebox';
import { choice, fields, list, optional, text } from './field.ts';

export const optionTypes = ['integer', 'number', 'string', 'choice', 'boolean', 'map'] as const;

/** What an option may change, in the order in which people look for it. */
export const optionFields = [
  'worker.cpu',
  'worker.memory',
  'worker.image',
  'scheduler.cpu',
  'scheduler.memory',
  'scheduler.image',
  'image',
  'workers',
  'workers.max',
  'idleTimeout',
  'env',
  'setting',
] as const;

const bound = (description: string, example: number, absent: string) =>
  optional(Type.Number({ description, examples: [example], 'x-absent': absent }));

export const option = fields('One thing that users may set when they ask for a cluster.', {
  name: text('What clients call it; for `resaas` the path of a member of the job.', 'cores', {
    pattern: '^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$',
    maxLength: 63,
  }),
  label: optional(text('What people read.', 'Cores per worker', { absent: 'the name' })),
  description: optional(
    text('More for people to read.', 'Threads are the same.', { absent: 'none' }),
  ),
  type: choice(optionTypes, 'What its values are.', 'integer'),
  default: Type.Unsafe<string | number | boolean | Readonly<Record<string, string>>>({
    type: ['string', 'number', 'boolean', 'object'],
    description: 'Its value where a user says nothing.',
    examples: [2],
  }),
  min: bound('The least number.', 1, 'no lower bound'),
  max: bound('The greatest number; required of what takes something that is scarce.', 16, 'none'),
  unit: optional(
    choice(
      ['m', 'Mi', 'Gi', 'M', 'G', 's', 'h'],
      'What numbers are counted in: `m` is thousandths of a core, or minutes.',
      'Gi',
      { absent: 'cores for cpu, `Gi` for memory, `m` for durations' },
    ),
  ),
  pattern: optional(
    text(
      'What a text, or the name of every variable of a map, must match from its first to its last character.',
      'registry\\.example\\.org/science/[a-z-]+:[0-9.]+',
      { absent: 'anything' },
    ),
  ),
  choices: optional(
    list(
      fields('One of the choices.', {
        name: text('What users see and choose.', 'large'),
        value: optional(text('What it stands for.', '16', { absent: 'the name' })),
      }),
      'What may be chosen, in this order.',
      [{ name: 'small', value: '2' }],
      { maxItems: 64, absent: 'none; required of type `choice`' },
    ),
  ),
  sets: optional(
    choice(
      optionFields,
      'What it changes. Amounts become request and limit alike, `image` is that of both pods, `env` takes a map of variables, `setting` is handed to the job of a sampling cluster.',
      'worker.cpu',
      { absent: '`variable` says it' },
    ),
  ),
  variable: optional(
    text('The environment variable of both pods that holds its value.', 'LOG_LEVEL', {
      absent: '`sets` says it',
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      maxLength: 253,
    }),
  ),
});

export const options = list(
  option,
  'What users may set when they ask for a cluster, in this order.',
  [{ name: 'cores', type: 'integer', default: 2, min: 1, max: 16, sets: 'worker.cpu' }],
  { default: [], maxItems: 64 },
);

export type WrittenOption = Static<typeof option>;
