import type { Parameter, ParameterValue } from './parameter.ts';

/**
 * The values of a run by the name of their parameter: what is given, else that of the parameter in `from`, else the
 * default. Those that have none are left out.
 */
export function effectiveValues(
  parameters: readonly Parameter[],
  given: ReadonlyMap<string, ParameterValue> = new Map(),
): ReadonlyMap<string, ParameterValue> {
  const byName = new Map(parameters.map((one) => [one.name, one]));
  const values = new Map<string, ParameterValue>();
  for (const parameter of parameters) {
    const value = findValue(parameter, byName, given, new Set());
    if (value !== undefined) values.set(parameter.name, value);
  }
  return values;
}

/** A circle, which the checker refuses, has no value. */
function findValue(
  parameter: Parameter,
  byName: ReadonlyMap<string, Parameter>,
  given: ReadonlyMap<string, ParameterValue>,
  seen: Set<string>,
): ParameterValue | undefined {
  const { name, from } = parameter;
  const own = given.get(name);
  if (own !== undefined) return own;
  const source = from === undefined || seen.has(from) ? undefined : byName.get(from);
  seen.add(name);
  const taken = source && findValue(source, byName, given, seen);
  return taken ?? parameter.default;
}
