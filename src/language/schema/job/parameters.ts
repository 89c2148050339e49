import { Type } from 'typebox';
import { parameterFormats, parameterTypes } from '../../../model/job/parameter.ts';
import { choice, fields, flag, integer, list, optional, text } from '../field.ts';
import { jobDefaults } from './defaults.ts';

const none = { absent: 'no such rule' };

/** A text, number or `true`/`false`; which of them is for the checker to say, who knows the parameter's type. */
function value(description: string, example: unknown, notes: { absent?: string } = {}) {
  return Type.Unsafe<string | number | boolean>({
    type: ['string', 'number', 'boolean'],
    description,
    examples: [example],
    ...(notes.absent !== undefined && { 'x-absent': notes.absent }),
  });
}

function bound(description: string, example: number) {
  return Type.Number({ description, examples: [example], 'x-absent': none.absent });
}

const parameter = fields('One value that a run can be given.', {
  name: text('Its name, as requests write it.', 'scene', {
    pattern: '^[A-Za-z][A-Za-z0-9_]*$',
    maxLength: 63,
  }),
  description: optional(
    text('What it is for; whoever makes a request reads it.', 'The scene to render.', {
      absent: 'none',
    }),
  ),
  type: choice(parameterTypes, 'What its values are.', 'string'),
  format: optional(choice(parameterFormats, 'Type `string`: the form of the text.', 'date', none)),
  pattern: optional(
    text(
      'Type `string`: a regular expression of JavaScript (flag `u`) without look-around and back-references; it matches anywhere unless it has `^` and `$`.',
      '^[a-z]+$',
      { ...none, maxLength: 1000 },
    ),
  ),
  minLength: optional(integer('Type `string`: so many characters at least.', 1, none)),
  maxLength: optional(
    integer('Type `string`: so many characters at most.', 64, { default: jobDefaults.maxLength }),
  ),
  minimum: optional(bound('Types `integer` and `number`: the least value.', 1)),
  maximum: optional(bound('Types `integer` and `number`: the greatest value.', 100)),
  enum: optional(
    list(value('One of the values.', 'draft'), 'The only values there are.', ['draft', 'final'], {
      ...none,
      minItems: 1,
    }),
  ),
  required: optional(flag('Whether a request without it is refused.', true, { default: false })),
  default: optional(
    value('Its value where none is given.', 'draft', { absent: 'it has none, and goes nowhere' }),
  ),
  from: optional(
    text('Another parameter of the same type, whose value it takes where none is given.', 'input', {
      absent: '`default` alone',
    }),
  ),
  env: optional(
    text('The environment variable that holds it.', 'SCENE', {
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      maxLength: 256,
      absent: 'it is in none',
    }),
  ),
  arg: optional(
    text(
      'The argument that holds it, with `{}` in its place; added after `worker.args` in the order of this list. One of type `boolean` may do without `{}`: the argument is there when it is true.',
      '--scene={}',
      { absent: 'it is in none', maxLength: 1024 },
    ),
  ),
});

export const parameters = list(
  parameter,
  'What can differ from run to run. Values reach the container as they are: Kubernetes expands no `$(NAME)` in them.',
  [{ name: 'scene', type: 'string', required: true, env: 'SCENE' }],
  { default: [], maxItems: 128 },
);
