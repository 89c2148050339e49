import type { ClusterOption } from '../../model/cluster-template.ts';
import type { JsonObject } from '../../model/json.ts';
import { defined } from '../defined.ts';

/** What users may set, as a JSON Schema for forms and for checking a request; every option may be left out. */
export function optionsSchema(options: readonly ClusterOption[]): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(options.map((option) => [option.name, schemaOf(option)])),
  };
}

function schemaOf(option: ClusterOption): JsonObject {
  const { label, description, unit } = option;
  return defined<JsonObject>({
    title: unit === undefined ? label : `${label} (${unit})`,
    description,
    ...typeOf(option),
    default: option.default,
  });
}

function typeOf({ type, min, max, pattern, choices }: ClusterOption): JsonObject {
  switch (type) {
    case 'integer':
    case 'number':
      return defined<JsonObject>({ type, minimum: min, maximum: max });
    case 'string':
      return defined<JsonObject>({ type, pattern: whole(pattern) });
    case 'choice':
      return { type: 'string', enum: choices.map(({ name }) => name) };
    case 'boolean':
      return { type };
    case 'map':
      return defined<JsonObject>({
        type: 'object',
        propertyNames: pattern === undefined ? undefined : { pattern: whole(pattern) ?? '' },
        additionalProperties: { type: 'string' },
      });
  }
}

/** A JSON Schema looks for a pattern anywhere; an allow-list that is met in the middle of a text is none. */
function whole(pattern: string | undefined): string | undefined {
  return pattern === undefined ? undefined : `^(?:${pattern})$`;
}
