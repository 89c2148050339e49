import type { JsonObject } from '../../model/json.ts';
import type { JsonSchema } from '../schema/json-schema.ts';

/**
 * Turns the schema of a policy into the structural schema that a CustomResourceDefinition takes. Unknown fields are
 * pruned by the API server, not refused. Defaults are left out on purpose: the compiler has resolved them, and two
 * places that fill them in would drift apart.
 */
export function structural(schema: JsonSchema): JsonObject {
  const { description, type } = schema;
  const about = description === undefined ? {} : { description };
  if (schema['x-verbatim']) {
    return { ...about, type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  }
  if (typeof type === 'string') return { ...about, type, ...limitsOf(schema), ...inside(schema) };
  return { ...about, ...union(type ?? []), ...limitsOf(schema) };
}

/** A structural schema has one type, one of two numbers-or-text forms, or none at all where anything may stand. */
function union(types: readonly string[]): JsonObject {
  return types.includes('integer') || types.includes('number')
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

function inside({ properties, additionalProperties, items }: JsonSchema): JsonObject {
  return {
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, child]) => [name, structural(child)]),
      ),
    }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: structural(additionalProperties),
    }),
    ...(items && { items: structural(items) }),
  };
}
