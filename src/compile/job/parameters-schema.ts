import type { Parameter } from '../../model/job/parameter.ts';
import type { JsonObject } from '../../model/json.ts';
import { defined } from '../defined.ts';

/** What the parameters of a request must be, as JSON Schema, draft 2020-12. Formats are those of `model/job/formats.ts`. */
export function parametersSchema(parameters: readonly Parameter[]): JsonObject {
  const required = parameters.filter((one) => one.required).map(({ name }) => name);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: Object.fromEntries(parameters.map((one) => [one.name, propertyOf(one)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function propertyOf({ name: _, required: __, from: ___, to: ____, ...rules }: Parameter) {
  return defined<JsonObject>(rules);
}
