import type { TSchema } from 'typebox';
import type { Json, JsonObject } from '../../model/json.ts';

/** The part of JSON Schema that policies are described with, as plain data, so that it can be turned into other forms. */
export interface JsonSchema extends JsonObject {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: JsonSchemas;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly 'x-format'?: string;
  readonly 'x-absent'?: string;
  readonly 'x-verbatim'?: boolean;
}

export type JsonSchemas = Readonly<Record<string, JsonSchema>>;

/** Copies a TypeBox schema into plain JSON, so that nothing of TypeBox hides in what is made of it. */
export function plainSchema(schema: TSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema)) as JsonSchema;
}

/** Applies `change` to each schema directly inside this one; what is not a schema is kept. */
export function mapChildren(
  schema: JsonSchema,
  change: (child: JsonSchema) => JsonSchema,
): JsonSchema {
  const { properties, additionalProperties, items, oneOf } = schema;
  return {
    ...schema,
    ...(properties && { properties: mapValues(properties, change) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: change(additionalProperties),
    }),
    ...(items && { items: change(items) }),
    ...(oneOf && { oneOf: oneOf.map(change) }),
  };
}

/** Applies `change` to each value; the names stay. */
export function mapValues<From, To>(
  values: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(values).map(([name, one]) => [name, change(one)]));
}
