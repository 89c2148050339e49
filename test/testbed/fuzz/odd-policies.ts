import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema } from '../../../src/language/schema/json-schema.ts';
import type { Kind } from '../../../src/language/schema/kinds.ts';
import { isObject, type Json, type JsonObject } from '../../../src/model/json.ts';
import { schemas } from '../../language/schema/kinds.ts';
import { oddValues } from './odd-values.ts';

type Path = readonly (string | number)[];

/** A document that `check` takes. */
export interface Good {
  readonly kind: Kind;
  readonly document: JsonObject;
}

/** Documents that have one to three odd values more than a good one. */
export function oddPolicies(good: readonly Good[]): Arbitrary<JsonObject> {
  return fc.constantFrom(...good).chain(({ kind, document }) => {
    const { spec = {}, metadata = {} } = schemas[kind].properties ?? {};
    const { labels, annotations } = metadata.properties ?? {};
    const places = [
      ...placesIn(spec, document.spec ?? {}, ['spec']),
      ...(labels ? [{ path: ['metadata', 'labels'], schema: labels }] : []),
      ...(annotations ? [{ path: ['metadata', 'annotations'], schema: annotations }] : []),
    ];
    const change = fc
      .constantFrom(...places)
      .chain(({ path, schema }) => valuesAt(schema).map((value) => ({ path, value })));
    return fc
      .array(change, { minLength: 1, maxLength: 3 })
      .map((changes) =>
        changes.reduce(
          (changed, { path, value }) => withValue(changed, path, value as Json) as JsonObject,
          document,
        ),
      );
  });
}

const made = new WeakMap<JsonSchema, Arbitrary<unknown>>();

function valuesAt(schema: JsonSchema): Arbitrary<unknown> {
  const found = made.get(schema) ?? oddValues(schema);
  made.set(schema, found);
  return found;
}

/** All fields that there are and that could be, in what is there; deep ones as often as a whole part. */
function placesIn(
  schema: JsonSchema,
  value: Json,
  path: Path,
): readonly { readonly path: Path; readonly schema: JsonSchema }[] {
  const { properties, additionalProperties, items } = schema;
  if (Array.isArray(value)) {
    return items === undefined
      ? []
      : value.flatMap((item: Json, index) => placesIn(items, item, [...path, index]));
  }
  if (!isObject(value)) return [];
  const known =
    properties ??
    (typeof additionalProperties === 'object'
      ? Object.fromEntries(Object.keys(value).map((name) => [name, additionalProperties]))
      : {});
  return Object.entries(known).flatMap(([name, child]) => {
    const at = [...path, name];
    const inner = (value as JsonObject)[name];
    return [
      { path: at, schema: child },
      ...(inner === undefined ? [] : placesIn(child, inner, at)),
    ];
  });
}

function withValue(document: Json, [step, ...rest]: Path, value: Json): Json {
  if (step === undefined) return value;
  if (Array.isArray(document)) {
    return document.map((item: Json, index) =>
      index === step ? withValue(item, rest, value) : item,
    );
  }
  if (!isObject(document) && rest.length > 0) return document;
  const old = isObject(document) ? (document as JsonObject) : {};
  const inner = old[step] ?? {};
  return { ...old, [step]: withValue(inner, rest, value) };
}
