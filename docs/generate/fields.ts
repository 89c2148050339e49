import type { JsonSchema } from '../../src/language/schema/json-schema.ts';

/** A field of a kind: where it is written, what it may be, and whether a policy must have it. */
export interface Field {
  readonly path: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

/** Lists the fields of a schema in the order in which they are declared; `[]` is an item of a list, `*` a key of one's own. */
export function fieldsOf(schema: JsonSchema, at = ''): readonly Field[] {
  const { properties = {}, required = [], items, additionalProperties, oneOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, child]) => {
      const path = at === '' ? name : `${at}.${name}`;
      return [
        { path, schema: child, isRequired: required.includes(name) },
        ...fieldsOf(child, path),
      ];
    }),
    ...(items ? fieldsOf(items, `${at}[]`) : []),
    ...(typeof additionalProperties === 'object' ? fieldsOf(additionalProperties, `${at}.*`) : []),
    ...oneOf.flatMap((one) => fieldsOf(one, at)),
  ];
}
