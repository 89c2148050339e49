import { fieldsOfMode, requiredOfMode } from '../pool/mode-fields.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { modes } from '../schema/scaling.ts';

type Mode = (typeof modes)[number];

/**
 * The schema of `spec.scaling` for an editor: once the mode is written, only its fields are offered and others are
 * marked. `pointer` leads to the same schema in full, whose fields are referred to rather than repeated.
 */
export function scalingByMode(full: JsonSchema, pointer: string): JsonSchema {
  const { properties = {}, additionalProperties: _, required = [], ...rest } = full;
  const isComplete = required.includes('mode');
  return {
    ...rest,
    required,
    properties: { mode: properties.mode ?? {} },
    allOf: [
      { if: { required: ['mode'] }, else: { $ref: pointer } },
      ...modes.map((mode) => ({
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; nothing awaits a schema
        then: ofMode(mode, pointer, isComplete),
        if: { properties: { mode: { const: mode } }, required: ['mode'] },
      })),
    ],
  };
}

function ofMode(mode: Mode, pointer: string, isComplete: boolean): JsonSchema {
  const fields = fieldsOfMode[mode].map(
    (field) => [field, { $ref: `${pointer}/properties/${field}` }] as const,
  );
  return {
    title: `mode ${mode}`,
    ...(isComplete && requiredOfMode[mode].length > 0 && { required: requiredOfMode[mode] }),
    properties: { mode: {}, ...Object.fromEntries(fields) },
    additionalProperties: false,
  };
}
