import type { JsonSchema, JsonSchemas } from '../schema/json-schema.ts';
import { scalingByMode } from './modes.ts';

/**
 * The specs of a WorkerPool, of a profile and of an override for an editor; `part` is the schema that requires nothing.
 * What a policy has to say itself depends on whether it takes up a profile, which may say it instead.
 */
export function poolDefinitions(whole: JsonSchema, part: JsonSchema): JsonSchemas {
  const { description = '', properties = {} } = whole;
  const { scaling = {}, ...others } = properties;
  const references = Object.fromEntries(
    Object.keys(properties).map((name) => [name, { $ref: `#/$defs/PoolPart/properties/${name}` }]),
  );
  const { profile: _, ...withoutProfile } = references;
  const partialScaling = part.properties?.scaling ?? {};
  return {
    PoolSpec: {
      type: 'object',
      description,
      if: { required: ['profile'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; nothing awaits a schema
      then: { $ref: '#/$defs/PoolSpecWithProfile' },
      else: { $ref: '#/$defs/WholePoolSpec' },
    },
    WholePoolSpec: {
      ...whole,
      properties: { ...others, scaling: scalingByMode(scaling, '#/$defs/Scaling') },
    },
    PoolSpecWithProfile: {
      type: 'object',
      additionalProperties: false,
      properties: {
        ...references,
        scaling: scalingByMode(partialScaling, '#/$defs/PoolPart/properties/scaling'),
      },
    },
    ProfileSpec: {
      type: 'object',
      description: 'Any part of the spec of a WorkerPool.',
      additionalProperties: false,
      properties: withoutProfile,
    },
    PoolPart: part,
    Scaling: { ...scaling, required: [] },
  };
}
