import { isObject } from '../../../src/model/json.ts';

type Node = Readonly<Record<string, unknown>>;

const said = new Set(['description', 'title', 'examples', 'default', 'properties', 'items']);

/** The rules of each field of a schema, by its path; two ways to say one thing count as one. */
export function rulesOf(schema: Node): ReadonlyMap<string, Node> {
  return new Map(walk(schema, ''));
}

function* walk(node: Node, path: string): Generator<[path: string, rules: Node]> {
  const { properties, additionalProperties, items, const: only, type, ...rest } = node;
  const rules = Object.entries(rest).filter(([name]) => !said.has(name) && !name.startsWith('x-'));
  const types = Array.isArray(type) ? type.toSorted() : type;
  yield [
    path,
    {
      ...(types !== undefined && { type: types }),
      ...Object.fromEntries(rules),
      ...(only !== undefined && { enum: [only] }),
    },
  ];
  if (isObject(properties)) {
    for (const [name, child] of Object.entries(properties))
      yield* walk(child as Node, path === '' ? name : `${path}.${name}`);
  }
  if (isObject(additionalProperties)) yield* walk(additionalProperties, `${path}.*`);
  if (isObject(items)) yield* walk(items, `${path}[]`);
}
