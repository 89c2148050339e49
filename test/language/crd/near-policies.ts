import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema, JsonSchemas } from '../../../src/language/schema/json-schema.ts';
import { isObject, type Json, type JsonObject } from '../../../src/model/json.ts';
import { valuesOf } from '../schema/arbitrary.ts';
import { schemas } from '../schema/kinds.ts';
import type { Written } from './documents.ts';

type Path = readonly (string | number)[];

/** A place in a document that another value can be put at, and what its schema takes there. */
interface Place {
  readonly path: Path;
  readonly schema: JsonSchema;
}

/**
 * Documents that are one to three values away from a good one, so that about as many are good as are not: a document
 * of random values breaks so many rules that it tells nothing of any.
 */
export function nearPolicies(good: readonly Written[]): Arbitrary<Written> {
  return fc.constantFrom(...good).chain((written) => {
    const { spec = {} } = schemas[written.kind].properties ?? {};
    const places = placesIn(spec, written.document.spec ?? {}, ['spec']);
    const changes = fc.array(
      fc
        .constantFrom(...places)
        .chain(({ path, schema }) =>
          fc.oneof(
            { weight: 1, arbitrary: fc.constant({ path, value: undefined }) },
            { weight: 4, arbitrary: valuesAt(schema).map((value) => ({ path, value })) },
          ),
        ),
      { minLength: 1, maxLength: 3 },
    );
    return changes.map((all) => ({
      ...written,
      document: all.reduce(
        (document, { path, value }) => withValue(document, path, value as Json) as JsonObject,
        written.document,
      ),
    }));
  });
}

const made = new WeakMap<JsonSchema, Arbitrary<unknown>>();

/** Made once for each schema: the expressions in it take their time. */
function valuesAt(schema: JsonSchema): Arbitrary<unknown> {
  const found = made.get(schema) ?? valuesOf(plain(schema));
  made.set(schema, found);
  return found;
}

/** All fields that there are and that could be, in what is there. */
function placesIn(schema: JsonSchema, value: Json, path: Path): readonly Place[] {
  const { properties, items } = schema;
  if (Array.isArray(value) && items) {
    return value.flatMap((item: Json, index) => placesIn(items, item, [...path, index]));
  }
  if (!isObject(value) || properties === undefined) return [];
  return Object.entries(properties)
    .filter(([, child]) => !child['x-verbatim'])
    .flatMap(([name, child]) => {
      const inner = (value as JsonObject)[name];
      const at = [...path, name];
      return [
        { path: at, schema: child },
        ...(inner === undefined ? [] : placesIn(child, inner, at)),
      ];
    });
}

/** Formats that only a parser can tell right from wrong come from examples; closed boxes stay out. */
function plain(schema: JsonSchema): JsonSchema {
  const { properties, items, additionalProperties, 'x-format': format, examples } = schema;
  if (format !== undefined && parsed.has(format)) return { enum: examples ?? [] };
  return {
    ...schema,
    ...(properties && { properties: open(properties) }),
    ...(items && { items: plain(items) }),
    ...(isObject(additionalProperties) && {
      additionalProperties: plain(additionalProperties as JsonSchema),
    }),
  };
}

const parsed: ReadonlySet<string> = new Set(['cron', 'timezone', 'promql', 'url']);

function open(properties: JsonSchemas): JsonSchemas {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, child]) => !child['x-verbatim'])
      .map(([name, child]) => [name, plain(child)]),
  );
}

/** The document with another value at a path; without one the field goes. */
function withValue(document: Json, [step, ...rest]: Path, value: Json | undefined): Json {
  if (step === undefined) return value ?? null;
  if (Array.isArray(document)) {
    return document.map((item: Json, index) =>
      index === step ? withValue(item, rest, value) : item,
    );
  }
  if (!isObject(document)) return document;
  const { [step]: old, ...others } = document as JsonObject;
  if (rest.length === 0) return value === undefined ? others : { ...others, [step]: value };
  return old === undefined ? document : { ...others, [step]: withValue(old, rest, value) };
}
