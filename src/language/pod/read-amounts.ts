import type { Amounts } from '../../model/container.ts';
import type { Path } from '../../model/source.ts';
import type { Context } from '../place.ts';
import { readQuantity } from '../values/values.ts';

/** Reads amounts by resource, written at `path` of the spec; what is not given is left out. */
export function readAmounts(
  context: Context,
  path: Path,
  written: Readonly<Record<string, string | number | undefined>> = {},
): Amounts {
  const given = Object.entries(written).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, readQuantity(context, [...path, name], value)] as const],
  );
  return new Map(given);
}
