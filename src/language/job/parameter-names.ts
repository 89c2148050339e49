import type { EnvVar } from '../../model/container.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenParameter } from './parameters.ts';

/** Checks where parameters go: each to one place at most, and none to that of another or of the worker's own. */
export function reportParameterNames(
  context: Context,
  written: readonly WrittenParameter[],
  env: readonly EnvVar[],
): void {
  for (const field of ['name', 'env', 'arg'] as const) reportRepeats(context, written, field);
  const own = new Set(env.map(({ name }) => name));
  for (const [index, parameter] of written.entries()) {
    const { env: variable } = parameter;
    if (variable !== undefined && own.has(variable)) reportShadow(context, index, variable);
    reportTarget(context, index, parameter);
  }
}

function reportRepeats(
  context: Context,
  written: readonly WrittenParameter[],
  field: 'name' | 'env' | 'arg',
): void {
  const seen = new Set<string>();
  for (const [index, { [field]: value }] of written.entries()) {
    if (value === undefined) continue;
    if (seen.has(value)) reportTwice(context, index, field, value);
    seen.add(value);
  }
}

function reportTwice(context: Context, index: number, field: string, value: string): void {
  complain(
    context,
    'conflicting-fields',
    ['parameters', index, field],
    (path) => `${path} must be unique among the parameters, \`${value}\` stands there twice`,
  );
}

function reportShadow(context: Context, index: number, variable: string): void {
  complain(
    context,
    'conflicting-fields',
    ['parameters', index, 'env'],
    (field) => `${field} must not be a variable of \`spec.worker.env\`, got "${variable}"`,
    { help: 'remove one of the two' },
  );
}

function reportTarget(context: Context, index: number, { env, arg, type }: WrittenParameter): void {
  if (arg === undefined) return;
  if (env !== undefined) {
    complain(
      context,
      'conflicting-fields',
      ['parameters', index, 'arg'],
      (field) => `${field} and \`env\` must not both be given`,
      { at: 'key', help: 'keep one of them, or add a second parameter with `from`' },
    );
  }
  if (/\$(?:\([^)]*)?\{\}|\{\}\(/.test(arg)) reportReference(context, index, arg);
  const places = arg.split('{}').length - 1;
  if (places === 1 || (places === 0 && type === 'boolean')) return;
  complain(
    context,
    'wrong-value',
    ['parameters', index, 'arg'],
    (field) => `${field} must have \`{}\` once, where the value goes, got "${arg}"`,
    { help: 'for example `--scene={}`' },
  );
}

/** With some value it would be a reference to a variable: with `(NAME)`, `NAME)` or one that ends with a dollar sign. */
function reportReference(context: Context, index: number, arg: string): void {
  complain(
    context,
    'wrong-value',
    ['parameters', index, 'arg'],
    (field) =>
      `${field} must not let a value make \`$(NAME)\` of it, where Kubernetes puts a variable, maybe that of a Secret, got "${arg}"`,
    { help: 'for example `--price={}`' },
  );
}
