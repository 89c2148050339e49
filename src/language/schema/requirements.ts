import type { TSchema } from 'typebox';

type Node = Record<string, unknown>;

/**
 * What `partial` takes away: which fields must be there, and nothing else. With the partial schema beside it this is
 * the whole schema again, so that the generated validators need the rules of a field only once.
 */
export function requirements(schema: TSchema): TSchema {
  return (requirementsOf(schema as Node) ?? {}) as TSchema;
}

function requirementsOf(schema: Node): Node | undefined {
  const properties = schema.properties as Record<string, Node> | undefined;
  if (properties === undefined) return undefined;
  const required = (schema.required ?? []) as readonly string[];
  const { minProperties } = schema;
  const below = Object.entries(properties).flatMap(([name, child]) => {
    const found = requirementsOf(child);
    return found === undefined ? [] : [[name, found] as const];
  });
  if (required.length === 0 && minProperties === undefined && below.length === 0) return undefined;
  const examples = required.map(
    (name) => [name, { examples: properties[name]?.examples ?? [] }] as const,
  );
  return {
    ...(required.length > 0 && { required }),
    ...(minProperties !== undefined && { minProperties }),
    // the names are for the message; a required field keeps its example
    properties: {
      ...namesOf(minProperties, properties),
      ...Object.fromEntries(examples),
      ...Object.fromEntries(below),
    },
  };
}

function namesOf(minProperties: unknown, properties: Record<string, Node>): Record<string, Node> {
  return minProperties === undefined
    ? {}
    : Object.fromEntries(Object.keys(properties).map((name) => [name, {}]));
}
