import type { TSchema } from 'typebox';

type Node = Record<string, unknown>;

/**
 * The schema for a part of a policy, as profiles and overrides write it: nothing is required.
 * Items of lists stay whole, because a list replaces a list.
 */
export function partial(schema: TSchema): TSchema {
  return withoutRequired(schema as Node) as TSchema;
}

function withoutRequired(schema: Node): Node {
  const { required: _, minProperties: __, ...rest } = schema;
  const properties = rest.properties as Record<string, Node> | undefined;
  if (properties === undefined) return schema;
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, child]) => [name, withoutRequired(child)]),
    ),
  };
}
