import type { JsonObject } from '../../model/json.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import type { Checks, ChecksByPath } from './rules/rule.ts';

/**
 * Turns the schema of a policy into the structural schema that a CustomResourceDefinition takes, with the checks that
 * belong to its values. Unknown fields are pruned by the API server, not refused. Defaults are left out on purpose: the
 * compiler has resolved them, and two places that fill them in would drift apart. Throws for checks of a field that
 * there is not.
 */
export function structural(schema: JsonSchema, checks: ChecksByPath = {}): JsonObject {
  const used = new Set<string>();
  const made = convert(schema, { path: '', checks, used });
  const unused = Object.keys(checks).filter((path) => !used.has(path));
  if (unused.length > 0) throw new Error(`there are checks of no field: ${unused.join(', ')}`);
  return made;
}

/** Where the conversion is. */
interface Place {
  readonly path: string;
  readonly checks: ChecksByPath;
  /** The paths whose checks found their value. */
  readonly used: Set<string>;
}

function convert(schema: JsonSchema, place: Place): JsonObject {
  const { description, type } = schema;
  const about = description === undefined ? {} : { description };
  const checked = keywordsOf(place);
  if (schema['x-verbatim']) {
    return { ...about, type: 'object', 'x-kubernetes-preserve-unknown-fields': true, ...checked };
  }
  if (typeof type === 'string') {
    return { ...about, type, ...limitsOf(schema), ...checked, ...inside(schema, place) };
  }
  return { ...about, ...union(schema), ...limitsOf(schema), ...checked };
}

/**
 * A structural schema has one type, the form for whole numbers and texts, or none at all where anything may stand.
 * Quantities are written as texts.
 */
function union({ type = [], 'x-format': format }: JsonSchema): JsonObject {
  const isWholeOrText = [type].flat().every((one) => one === 'integer' || one === 'string');
  return isWholeOrText || format === 'quantity'
    ? { 'x-kubernetes-int-or-string': true }
    : { 'x-kubernetes-preserve-unknown-fields': true };
}

const copied = [
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'required',
] as const;

function limitsOf(schema: JsonSchema): JsonObject {
  const limits = Object.fromEntries(
    copied.flatMap((keyword) => (keyword in schema ? [[keyword, schema[keyword]]] : [])),
  );
  const { const: only, exclusiveMinimum } = schema;
  return {
    ...limits,
    ...(only !== undefined && { enum: [only] }),
    // OpenAPI 3.0 has a flag where JSON Schema has the number
    ...(typeof exclusiveMinimum === 'number' && {
      minimum: exclusiveMinimum,
      exclusiveMinimum: true,
    }),
  };
}

function keywordsOf({ path, checks, used }: Place): JsonObject {
  const found: Checks | undefined = checks[path];
  if (found === undefined) return {};
  used.add(path);
  const { rules, keys, ...bounds } = found;
  return {
    ...bounds,
    ...(keys && { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys }),
    ...(rules && { 'x-kubernetes-validations': rules.map((rule) => ({ ...rule })) }),
  };
}

function inside({ properties, additionalProperties, items }: JsonSchema, place: Place): JsonObject {
  const under = (step: string): Place => ({ ...place, path: `${place.path}${step}` });
  const dot = place.path === '' ? '' : '.';
  const fields = Object.entries(properties ?? {}).map(
    ([name, child]) => [name, convert(child, under(`${dot}${name}`))] as const,
  );
  return {
    // the server drops an empty map, and who applies it would see a difference for ever
    ...(fields.length > 0 && { properties: Object.fromEntries(fields) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: convert(additionalProperties, under(`${dot}*`)),
    }),
    ...(items && { items: convert(items, under('[]')) }),
  };
}
