import { isObject } from '../../model/json.ts';

type Node = Record<string, unknown>;

/** What editors and the reference show, and no validator reads. */
const FOR_READERS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'examples',
  'x-absent',
  'x-verbatim',
]);

/**
 * Takes out of a schema what neither rules nor their messages need: the generated validators carry their schemas with
 * them. The first example stays where a message shows it: of a required field, and of a pattern.
 */
export function leanSchema(schema: object): object {
  return lean(schema as Node, 'optional');
}

function lean(schema: Node, presence: 'required' | 'optional'): Node {
  const kept = Object.entries(schema).filter(([keyword]) => !FOR_READERS.has(keyword));
  const rules = kept.map(([keyword, value]) => [keyword, leanValue(keyword, value, schema)]);
  const isShown = presence === 'required' || schema.pattern !== undefined;
  const examples = isShown && Array.isArray(schema.examples) ? schema.examples.slice(0, 1) : [];
  return { ...Object.fromEntries(rules), ...(examples.length > 0 && { examples }) };
}

function leanValue(keyword: string, value: unknown, { required }: Node): unknown {
  switch (keyword) {
    case 'properties':
      return leanFields(value as Record<string, Node>, Array.isArray(required) ? required : []);
    case 'items':
    case 'additionalProperties':
      return isObject(value) ? lean(value as Node, 'optional') : value;
    case 'oneOf':
    case 'allOf':
      return (value as readonly Node[]).map((one) => lean(one, 'optional'));
    default:
      return value;
  }
}

function leanFields(fields: Readonly<Record<string, Node>>, required: readonly unknown[]): Node {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      lean(field, required.includes(name) ? 'required' : 'optional'),
    ]),
  );
}
