import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema } from '../../../src/language/schema/json-schema.ts';

/** Values that a schema takes: what it shows as examples and default, and what its rules allow. */
export function valuesOf(schema: JsonSchema): Arbitrary<unknown> {
  const { default: usual, examples = [], const: only, enum: options, oneOf, type } = schema;
  if (only !== undefined) return fc.constant(only);
  if (options !== undefined) return fc.constantFrom(...options);
  if (oneOf !== undefined) return fc.oneof(...oneOf.map(valuesOf));
  const shown = [...examples, ...(usual === undefined ? [] : [usual])];
  const made = [type ?? []].flat().map((one) => valuesOfType(one, schema));
  return fc.oneof(...(shown.length > 0 ? [fc.constantFrom(...shown)] : []), ...made);
}

function valuesOfType(type: string, schema: JsonSchema): Arbitrary<unknown> {
  const { minimum, maximum, exclusiveMinimum, minItems, items } = schema as LimitedSchema;
  switch (type) {
    case 'string':
      return texts(schema);
    case 'integer':
      return fc.integer({ min: minimum ?? 0, max: maximum ?? 65535 });
    case 'number':
      return exclusiveMinimum === undefined
        ? fc.constantFrom(0, 1, 0.5, 1.5, 100, 1e21, 1e-7)
        : fc.double({ min: exclusiveMinimum, minExcluded: true, max: 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valuesOf(items ?? {}), { minLength: minItems ?? 0, maxLength: 3 });
    default:
      return maps(schema);
  }
}

interface LimitedSchema extends JsonSchema {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

function texts(schema: JsonSchema): Arbitrary<string> {
  const { pattern, minLength = 0, maxLength = 40 } = schema as LimitedSchema;
  if (pattern === undefined) return fc.string({ minLength, maxLength });
  return fc
    .stringMatching(new RegExp(pattern))
    .filter((text) => [...text].length >= minLength && [...text].length <= maxLength);
}

function maps(schema: JsonSchema): Arbitrary<unknown> {
  const { properties, additionalProperties, required = [] } = schema;
  const { minProperties = 0, maxProperties } = schema as LimitedSchema;
  if (properties === undefined) {
    return typeof additionalProperties === 'object'
      ? fc.dictionary(fc.string({ minLength: 1, maxLength: 10 }), valuesOf(additionalProperties), {
          maxKeys: 3,
        })
      : fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
  }
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, child]) => [name, valuesOf(child)]),
  );
  if (maxProperties === 1) {
    return fc.oneof(...Object.entries(fields).map(([name, value]) => fc.record({ [name]: value })));
  }
  return fc
    .record(fields, { requiredKeys: [...required] })
    .filter((value) => Object.keys(value).length >= minProperties);
}
