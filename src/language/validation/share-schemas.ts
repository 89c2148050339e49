import { isObject } from '../../model/json.ts';

type Node = Record<string, unknown>;

/** Schemas by id, in which what stands in several places is a reference to a schema of its own, also in the list. */
export interface Shared {
  readonly schemas: ReadonlyMap<string, object>;
  readonly parts: ReadonlyMap<string, object>;
}

/** Below this many characters a function of its own costs more than the rules it saves. */
const WORTHWHILE = 150;

/** From this many on, what stands once is a function of its own too: the engine compiles one when a policy first needs it. */
const LARGE = 1500;

/**
 * Takes out of schemas what they have in common, such as the fields of a pod, so that ajv generates one function for it
 * and not one for each place; and what is large. A part is known by its text.
 */
export function shareSchemas(schemas: ReadonlyMap<string, object>): Shared {
  const seen = new Map<string, number>();
  for (const schema of schemas.values()) for (const child of childrenOf(schema)) count(child, seen);
  const parts = new Map<string, object>();
  const ids = new Map<string, string>();
  const refer = (schema: object): object => {
    const key = JSON.stringify(schema);
    if ((seen.get(key) ?? 0) < 2 && key.length < LARGE) return within(schema, refer);
    const known = ids.get(key);
    if (known !== undefined) return reference(known, schema);
    const id = `shared-${ids.size}`;
    ids.set(key, id);
    parts.set(id, within(schema, refer));
    return reference(id, schema);
  };
  const shared = [...schemas].map(([id, schema]) => [id, within(schema, refer)] as const);
  return { schemas: new Map(shared), parts };
}

/** Messages about a field that is missing look for an example beside its name. */
function reference(id: string, { examples }: { readonly examples?: unknown }): object {
  return { $ref: id, ...(examples !== undefined && { examples }) };
}

/** What stands inside a part that was seen before is not counted again: it will be there once. */
function count(schema: object, seen: Map<string, number>): void {
  const key = JSON.stringify(schema);
  const before = seen.get(key) ?? 0;
  if (key.length >= WORTHWHILE) seen.set(key, before + 1);
  if (before === 0) for (const child of childrenOf(schema)) count(child, seen);
}

function childrenOf(schema: object): readonly object[] {
  const { properties, additionalProperties, items } = schema as Node;
  return [
    ...(isObject(properties) ? Object.values(properties) : []),
    additionalProperties,
    items,
  ].filter(isSchema);
}

function within(schema: object, change: (child: object) => object): object {
  const { properties, additionalProperties, items, ...rest } = schema as Node;
  return {
    ...rest,
    ...(isObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, child]) => [name, change(child as object)]),
      ),
    }),
    ...(additionalProperties !== undefined && {
      additionalProperties: isSchema(additionalProperties)
        ? change(additionalProperties)
        : additionalProperties,
    }),
    ...(items !== undefined && { items: isSchema(items) ? change(items) : items }),
  };
}

function isSchema(value: unknown): value is object {
  return isObject(value);
}
