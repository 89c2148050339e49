import type { EnvVar } from '../../model/container.ts';
import { effectiveValues } from '../../model/job/effective-values.ts';
import type { Parameter } from '../../model/job/parameter.ts';
import { valueProblem } from '../../model/job/parameter-value.ts';
import { type Context, complain } from '../place.ts';
import { credentialInVariable } from '../pool/credential-in.ts';
import { jobDefaults } from '../schema/job/defaults.ts';
import type { WrittenJob } from '../schema/job-template.ts';
import { reportParameterNames } from './parameter-names.ts';
import { reportRules } from './parameter-rules.ts';
import { reportSources } from './parameter-sources.ts';

export type WrittenParameter = NonNullable<WrittenJob['parameters']>[number];

/** Reads `spec.parameters`. `env` is the worker's own, which parameters must not replace. */
export function readParameters(
  context: Context,
  written: readonly WrittenParameter[],
  env: readonly EnvVar[],
): readonly Parameter[] {
  const sound = written.map((one, index) => reportRules(context, one, index));
  reportParameterNames(context, written, env);
  const parameters = written.map(readParameter);
  reportSources(context, parameters);
  if (sound.every(Boolean)) reportDefaults(context, parameters);
  return parameters;
}

function readParameter({ env, arg, required = false, ...rest }: WrittenParameter): Parameter {
  return {
    ...rest,
    ...(rest.type === 'string' && { maxLength: rest.maxLength ?? longest(rest) }),
    required,
    ...(env !== undefined && { to: { env } }),
    ...(env === undefined && arg !== undefined && { to: { arg } }),
  };
}

/** Texts have an end, so that no expression is tried on a book. */
function longest({ minLength = 0 }: Pick<WrittenParameter, 'minLength'>): number {
  return Math.max(minLength, jobDefaults.maxLength);
}

/** Values that nobody has to give are checked here, since they would be refused at each run. */
function reportDefaults(context: Context, parameters: readonly Parameter[]): void {
  const values = effectiveValues(parameters);
  for (const [index, parameter] of parameters.entries()) {
    const { name, default: own } = parameter;
    const value = values.get(name);
    if (own !== undefined) reportValue(context, parameter, own, ['parameters', index, 'default']);
    if (value !== undefined && value !== own) {
      reportValue(context, parameter, value, ['parameters', index, 'from']);
    }
    reportCredential(context, parameter, index);
  }
}

function reportCredential(
  context: Context,
  { name, default: value, to }: Parameter,
  index: number,
): void {
  const variable = to !== undefined && 'env' in to ? to.env : name;
  const credential = typeof value === 'string' ? credentialInVariable(variable, value) : undefined;
  if (credential === undefined) return;
  complain(
    context,
    'plain-text-credentials',
    ['parameters', index, 'default'],
    (field) => `${field} must not hold a credential in plain text, got ${credential}`,
    { help: 'put it in a Secret and let `spec.worker.env` take it from there' },
  );
}

function reportValue(
  context: Context,
  parameter: Parameter,
  value: NonNullable<Parameter['default']>,
  path: readonly (string | number)[],
): void {
  const problem = valueProblem(parameter, value);
  if (problem === undefined) return;
  const taken = path.at(-1) === 'from' ? `, whose value is ${JSON.stringify(value)}` : '';
  complain(context, 'parameter-default', path, (field) =>
    taken === ''
      ? `${field} must be ${problem}, got ${JSON.stringify(value)}`
      : `${field} must name a parameter with a value that is ${problem}, got "${parameter.from}"${taken}`,
  );
}
