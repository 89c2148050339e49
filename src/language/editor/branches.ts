import type { Json } from '../../model/json.ts';
import type { JsonSchema } from '../schema/json-schema.ts';

/**
 * A branch for documents that have these values. `if` and `then`, because an editor that meets `oneOf` guesses the
 * branch that fits best, and so reports the errors of another kind while a document is being written.
 */
export function branch(
  values: Readonly<Record<string, Json>>,
  required: readonly string[],
  chosen: JsonSchema,
): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, { const: value }]),
  );
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; nothing awaits a schema
  return { if: { required, properties }, then: chosen };
}

/** Alternatives that tell themselves apart by `kind`, as branches on it. */
export function branchesByKind(alternatives: readonly JsonSchema[]): JsonSchema {
  const kinds = alternatives.map(({ properties }) => properties?.kind?.const ?? null);
  const description = alternatives[0]?.properties?.kind?.description ?? '';
  return {
    properties: { kind: { description, enum: kinds } },
    allOf: alternatives.map((one, index) => branch({ kind: kinds[index] ?? null }, ['kind'], one)),
  };
}
