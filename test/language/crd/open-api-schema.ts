import { crds } from '../../../src/language/crd/crds.prebuilt.ts';
import { isObject } from '../../../src/model/json.ts';

type Node = Readonly<Record<string, unknown>>;

interface Definition {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly versions: readonly [{ readonly schema: { openAPIV3Schema: Node } }] };
}

/** The schema in the definition of this name. */
export function openApiSchema(name: string): Node {
  const found = (crds as unknown as readonly Definition[]).find(
    ({ metadata }) => metadata.name === name,
  );
  if (found === undefined) throw new Error(`there is no definition ${name}`);
  return found.spec.versions[0].schema.openAPIV3Schema;
}

/** Turns a structural schema back into JSON Schema, to ask a validator what the API server would say. */
export function asJsonSchema(node: Node): Node {
  const { exclusiveMinimum, minimum, properties, additionalProperties, items, format, ...rest } =
    node;
  const own = Object.fromEntries(
    Object.entries(rest).filter(([keyword]) => !keyword.startsWith('x-kubernetes')),
  );
  return {
    ...own,
    ...(node['x-kubernetes-int-or-string'] === true && { type: ['string', 'integer'] }),
    ...(minimum !== undefined && { [exclusiveMinimum ? 'exclusiveMinimum' : 'minimum']: minimum }),
    ...(isObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, child]) => [name, asJsonSchema(child as Node)]),
      ),
    }),
    ...(isObject(additionalProperties) && {
      additionalProperties: asJsonSchema(additionalProperties),
    }),
    ...(isObject(items) && { items: asJsonSchema(items) }),
  };
}
