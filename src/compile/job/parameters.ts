import type { EnvVar } from '../../model/container.ts';
import { effectiveValues } from '../../model/job/effective-values.ts';
import { literal } from '../../model/job/literal.ts';
import type { Parameter, ParameterValue } from '../../model/job/parameter.ts';
import type { Pod } from '../../model/pod.ts';

/** The pod with the values that its parameters have without a request, for triggers that bring none. */
export function withValues(pod: Pod, parameters: readonly Parameter[]): Pod {
  const values = effectiveValues(parameters);
  const env: EnvVar[] = [];
  const args: string[] = [];
  for (const { name, to } of parameters) {
    const value = values.get(name);
    if (value === undefined || to === undefined) continue;
    if ('env' in to) env.push({ name: to.env, value: literal(String(value)) });
    else args.push(...argumentOf(to.arg, value));
  }
  return {
    ...pod,
    env: [...pod.env, ...env],
    ...(args.length > 0 && { args: [...(pod.args ?? []), ...args] }),
  };
}

/** An argument without a place for its value is there or not. */
function argumentOf(arg: string, value: ParameterValue): readonly string[] {
  if (arg.includes('{}')) return [arg.split('{}').join(literal(String(value)))];
  return value === true ? [arg] : [];
}
