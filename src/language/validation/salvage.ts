import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Code } from '../../diagnostics/codes.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Path } from '../../model/source.ts';
import { pathOf } from './schema-problem.ts';

/**
 * Takes out of a copy what a validator objects to, so that the rest can be looked at too and one run tells everything.
 * `undefined` when what is left is still not a policy, as when a required field is missing.
 */
export function salvage(check: ValidateFunction, value: JsonObject): JsonObject | undefined {
  const copy = structuredClone(value) as JsonObject;
  check(copy);
  const paths = (check.errors ?? []).map((error) => blamed(error, copy));
  for (const path of paths.toSorted(deepestFirst)) remove(copy, path);
  return check(copy) ? copy : undefined;
}

/** What is said about a salvaged policy: only what its own values show, nothing that follows from what was taken out. */
export const tellsOfValue: ReadonlySet<Code> = new Set<Code>([
  'invalid-cron',
  'invalid-duration',
  'invalid-image',
  'invalid-promql',
  'invalid-quantity',
  'invalid-timezone',
  'invalid-url',
  'image-not-pinned',
  'field-not-in-mode',
  'plain-text-credentials',
  'unknown-reference',
]);

function blamed({ instancePath, keyword, params }: ErrorObject, root: unknown): Path {
  const path = pathOf(instancePath, root);
  return keyword === 'additionalProperties' ? [...path, String(params.additionalProperty)] : path;
}

/** Inner values first, so that what holds them is still there. */
function deepestFirst(a: Path, b: Path): number {
  return b.length - a.length;
}

/** Takes a value out of the map that holds it; an item takes its whole list along, since the others would move up. */
function remove(root: JsonObject, path: Path): void {
  const item = path.findLastIndex((step) => typeof step === 'number');
  const whole =
    item === path.length - 1
      ? path.slice(
          0,
          path.findIndex((step) => typeof step === 'number'),
        )
      : path;
  let here: unknown = root;
  for (const step of whole.slice(0, -1))
    here = (here as Record<string | number, unknown> | undefined)?.[step];
  const last = whole.at(-1);
  if (typeof here === 'object' && here !== null && last !== undefined)
    Reflect.deleteProperty(here, last);
}
