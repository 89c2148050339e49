import type { OptionType } from '../../model/cluster-template.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenOption } from '../schema/cluster-option.ts';
import { patternProblem } from './option-pattern.ts';

/** Which of the fields of an option only some types have. */
const fieldsOfType: Readonly<Record<OptionType, readonly (keyof WrittenOption)[]>> = {
  integer: ['min', 'max', 'unit'],
  number: ['min', 'max', 'unit'],
  string: ['pattern'],
  choice: ['choices'],
  boolean: [],
  map: ['pattern'],
};

/** Reports fields that the type of an option does not have, and choices that are missing or stand there twice. */
export function reportOptionFields(context: Context, path: Path, written: WrittenOption): void {
  for (const field of ['min', 'max', 'unit', 'pattern', 'choices'] as const) {
    if (written[field] === undefined || fieldsOfType[written.type].includes(field)) continue;
    complain(
      context,
      'field-not-in-mode',
      [...path, field],
      (name) => `${name} has no meaning for an option of type \`${written.type}\``,
      { at: 'key', help: 'remove it' },
    );
  }
  if (written.type === 'choice') reportChoices(context, path, written);
  if (written.pattern !== undefined) reportPattern(context, path, written.pattern);
}

function reportChoices(context: Context, path: Path, { choices = [] }: WrittenOption): void {
  if (choices.length === 0) {
    complain(
      context,
      'missing-field',
      [...path, 'choices'],
      (field) => `${field} is required for an option of type \`choice\`, with at least one`,
      { at: 'key', help: 'for example `choices: [{name: small, value: "2"}]`' },
    );
  }
  const seen = new Set<string>();
  for (const [index, { name }] of choices.entries()) {
    if (seen.has(name)) {
      complain(
        context,
        'conflicting-fields',
        [...path, 'choices', index, 'name'],
        (field) => `${field} must be unique in its list, "${name}" stands there twice`,
      );
    }
    seen.add(name);
  }
}

function reportPattern(context: Context, path: Path, pattern: string): void {
  const problem = patternProblem(pattern);
  if (problem === undefined) return;
  complain(
    context,
    'wrong-value',
    [...path, 'pattern'],
    (field) => `${field} must be a regular expression that ends on every text, got \`${pattern}\``,
    { help: problem },
  );
}
