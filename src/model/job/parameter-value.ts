import { isOfFormat } from './formats.ts';
import type { ParameterRules, ParameterValue } from './parameter.ts';

/** Says what rule of a parameter a value breaks, to follow "must be"; `undefined` for a sound one. Agrees with the JSON Schema that the runtime is given. */
export function valueProblem(rules: ParameterRules, value: ParameterValue): string | undefined {
  const { type, enum: options } = rules;
  if (!isOfType(type, value)) return words[type];
  if (options !== undefined && !options.includes(value)) {
    return `one of ${options.map((one) => JSON.stringify(one)).join(', ')}`;
  }
  if (typeof value === 'string') return textProblem(rules, value);
  return typeof value === 'number' ? numberProblem(rules, value) : undefined;
}

const words = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
} as const;

function isOfType(type: ParameterRules['type'], value: ParameterValue): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function textProblem(
  { format, pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: ParameterRules,
  text: string,
): string | undefined {
  const length = [...text].length; // as JSON Schema counts: characters, not halves of them
  if (length < minLength) return `at least ${minLength} characters long`;
  if (length > maxLength) return `at most ${maxLength} characters long`;
  if (format !== undefined && !isOfFormat[format](text)) return `a text of format \`${format}\``;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) {
    return `a text that matches \`${pattern}\``;
  }
  return undefined;
}

function numberProblem({ minimum, maximum }: ParameterRules, value: number): string | undefined {
  if (minimum !== undefined && value < minimum) return `at least ${minimum}`;
  return maximum !== undefined && value > maximum ? `at most ${maximum}` : undefined;
}
