import type { ParameterRules } from '../../model/job/parameter.ts';
import { valueProblem } from '../../model/job/parameter-value.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenParameter } from './parameters.ts';
import { patternProblem } from './pattern.ts';

const ofTexts = ['format', 'pattern', 'minLength', 'maxLength'] as const;
const ofNumbers = ['minimum', 'maximum'] as const;

/** Checks the rules of one parameter among themselves; false where values cannot be checked with them. */
export function reportRules(context: Context, parameter: WrittenParameter, index: number): boolean {
  const at: Path = ['parameters', index];
  reportForeign(context, parameter, at);
  reportBounds(context, parameter, at);
  reportNeeds(context, parameter, at);
  if (!reportPattern(context, parameter, at)) return false;
  reportEnum(context, parameter, at);
  return true;
}

function reportForeign(context: Context, parameter: WrittenParameter, at: Path): void {
  const { type } = parameter;
  const isNumber = type === 'integer' || type === 'number';
  const foreign = [...(type === 'string' ? [] : ofTexts), ...(isNumber ? [] : ofNumbers)].filter(
    (field) => parameter[field] !== undefined,
  );
  for (const field of foreign) {
    complain(
      context,
      'conflicting-fields',
      [...at, field],
      (path) => `${path} has no meaning for type \`${type}\``,
      { at: 'key', help: 'remove it' },
    );
  }
}

function reportBounds(context: Context, parameter: WrittenParameter, at: Path): void {
  for (const [low, high] of [
    ['minLength', 'maxLength'],
    ['minimum', 'maximum'],
  ] as const) {
    const { [low]: least, [high]: most } = parameter;
    if (least === undefined || most === undefined || least <= most) continue;
    complain(
      context,
      'min-over-max',
      [...at, low],
      (field) => `${field} must be at most ${most}, which is \`${high}\`, got ${least}`,
    );
  }
}

function reportNeeds(context: Context, parameter: WrittenParameter, at: Path): void {
  if (parameter.required !== true) return;
  for (const field of ['default', 'from'] as const) {
    if (parameter[field] === undefined) continue;
    complain(
      context,
      'conflicting-fields',
      [...at, field],
      (path) => `${path} is never used, since \`required\` is true`,
      { at: 'key', help: 'remove one of the two' },
    );
  }
}

function reportPattern(context: Context, { pattern }: WrittenParameter, at: Path): boolean {
  const problem = pattern === undefined ? undefined : patternProblem(pattern);
  if (problem === undefined) return true;
  complain(
    context,
    'invalid-pattern',
    [...at, 'pattern'],
    (field) => `${field} must be a regular expression that is safe to use, got \`${pattern}\``,
    { help: problem },
  );
  return false;
}

/** A value that breaks the other rules could never be given. */
function reportEnum(context: Context, parameter: WrittenParameter, at: Path): void {
  const { enum: options, ...others } = parameter;
  if (options === undefined) return;
  const rules: ParameterRules = others;
  for (const [index, value] of options.entries()) {
    const problem = valueProblem(rules, value);
    const isRepeated = options.indexOf(value) !== index;
    if (problem === undefined && !isRepeated) continue;
    complain(
      context,
      'wrong-value',
      [...at, 'enum', index],
      (field) =>
        `${field} must be ${problem ?? 'unique in its list'}, got ${JSON.stringify(value)}`,
    );
  }
}
