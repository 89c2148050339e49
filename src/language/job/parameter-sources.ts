import type { Parameter } from '../../model/job/parameter.ts';
import { type Context, complain } from '../place.ts';
import { nearest } from '../suggest/suggest.ts';

/** Checks `from`: another parameter, of the same type, and no circle. A circle is reported once, at its first parameter. */
export function reportSources(context: Context, parameters: readonly Parameter[]): void {
  const byName = new Map(parameters.map((one) => [one.name, one]));
  for (const [index, parameter] of parameters.entries()) {
    const { from } = parameter;
    if (from === undefined) continue;
    const source = byName.get(from);
    if (source === undefined) reportUnknown(context, index, from, [...byName.keys()]);
    else if (source.type !== parameter.type) reportType(context, index, parameter, source);
  }
  reportCircles(context, parameters, byName);
}

function reportCircles(
  context: Context,
  parameters: readonly Parameter[],
  byName: ReadonlyMap<string, Parameter>,
): void {
  const reported = new Set<string>();
  for (const [index, parameter] of parameters.entries()) {
    if (reported.has(parameter.name)) continue;
    const circle = circleFrom(parameter, byName);
    for (const name of circle) reported.add(name);
    if (circle.length > 0) reportCircle(context, index, circle);
  }
}

function reportUnknown(
  context: Context,
  index: number,
  from: string,
  names: readonly string[],
): void {
  const near = nearest(from, names);
  complain(
    context,
    'unknown-reference',
    ['parameters', index, 'from'],
    (field) => `${field} must name another parameter, got "${from}"`,
    { help: near && `did you mean \`${near}\`?` },
  );
}

function reportType(context: Context, index: number, one: Parameter, source: Parameter): void {
  complain(
    context,
    'conflicting-fields',
    ['parameters', index, 'from'],
    (field) =>
      `${field} must name a parameter of the same type, \`${one.name}\` is of type ${one.type} and \`${source.name}\` of type ${source.type}`,
  );
}

/** The names on the way back to a parameter; empty where the way ends elsewhere. */
function circleFrom(start: Parameter, byName: ReadonlyMap<string, Parameter>): readonly string[] {
  const names = new Set<string>();
  let here: Parameter | undefined = start;
  while (here !== undefined && !names.has(here.name)) {
    names.add(here.name);
    here = here.from === undefined ? undefined : byName.get(here.from);
  }
  return here === start ? [...names] : [];
}

function reportCircle(context: Context, index: number, circle: readonly string[]): void {
  complain(
    context,
    'parameter-cycle',
    ['parameters', index, 'from'],
    (field) =>
      `${field} must not lead back to its own parameter, got ${[...circle, circle[0]].join(' from ')}`,
    { help: 'give one of them a `default` in place of `from`' },
  );
}
