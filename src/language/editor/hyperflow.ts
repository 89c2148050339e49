import { type Shape, workerPoolShape } from '../hyperflow/shape.ts';
import type { JsonSchema } from '../schema/json-schema.ts';

/** The WorkerPool of HyperFlow's operator for an editor, made of the same table that the checker reads it by. */
export function hyperflowPool(): JsonSchema {
  return {
    title: 'WorkerPool (HyperFlow)',
    description: "A WorkerPool of HyperFlow's operator, taken as it is.",
    ...schemaOf(workerPoolShape),
    type: 'object',
  };
}

/** A field set to nothing counts as absent, so every shape may be `null`; `required` says where it may not. */
function schemaOf(shape: Shape): JsonSchema {
  switch (shape.a) {
    case 'map':
      return mapSchema(shape);
    case 'list':
      return { type: ['array', 'null'], items: schemaOf(shape.of) };
    case 'texts':
      return {
        type: ['object', 'null'],
        additionalProperties: { type: 'string' },
      };
    case 'text':
      return { type: ['string', 'null'] };
    case 'integer':
      return { type: ['integer', 'null'] };
    case 'flag':
      return { type: ['boolean', 'null'] };
    case 'amount':
      return { type: ['string', 'number', 'null'] };
    case 'anything':
      return {};
  }
}

function mapSchema({ fields }: Extract<Shape, { a: 'map' }>): JsonSchema {
  const entries = Object.entries(fields);
  return {
    type: ['object', 'null'],
    additionalProperties: false,
    required: entries.flatMap(([name, { required }]) => (required === undefined ? [] : [name])),
    properties: Object.fromEntries(
      entries.map(([name, { shape, required }]) => [
        name,
        required === undefined ? schemaOf(shape) : withoutNull(schemaOf(shape)),
      ]),
    ),
  };
}

function withoutNull(schema: JsonSchema): JsonSchema {
  if (!Array.isArray(schema.type)) return schema;
  return { ...schema, type: schema.type.filter((type: string) => type !== 'null') };
}
