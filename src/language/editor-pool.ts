import { scalingByMode } from './editor-modes.ts';
import type { JsonSchema, JsonSchemas } from './schema/json-schema.ts';

/**
 * The spec of a WorkerPool for an editor. What a policy has to say itself depends on whether it takes up a profile,
 * which may say it instead.
 */
export function poolDefinitions(spec: JsonSchema, profileSpec: JsonSchema): JsonSchemas {
  const { profile = {}, ...others } = spec.properties ?? {};
  const scaling = others.scaling ?? {};
  const part = profileSpec.properties ?? {};
  const refer = (name: string) => ({ $ref: `#/$defs/ProfileSpec/properties/${name}` });
  return {
    PoolSpec: {
      type: 'object',
      description: spec.description ?? '',
      if: { required: ['profile'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; nothing awaits a schema
      then: { $ref: '#/$defs/PoolSpecWithProfile' },
      else: { $ref: '#/$defs/WholePoolSpec' },
    },
    WholePoolSpec: {
      ...spec,
      properties: {
        profile,
        ...others,
        scaling: scalingByMode(scaling, '#/$defs/Scaling'),
      },
    },
    PoolSpecWithProfile: {
      type: 'object',
      additionalProperties: false,
      properties: {
        profile,
        ...Object.fromEntries(Object.keys(part).map((name) => [name, refer(name)])),
        scaling: scalingByMode(part.scaling ?? {}, '#/$defs/ProfileSpec/properties/scaling'),
      },
    },
    Scaling: { ...scaling, required: [] },
    ProfileSpec: profileSpec,
  };
}
