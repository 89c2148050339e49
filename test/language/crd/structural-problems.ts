import { isObject } from '../../../src/model/json.ts';

type Node = Readonly<Record<string, unknown>>;

const allowed = new Set([
  ...[
    'description',
    'type',
    'format',
    'title',
    'nullable',
    'default',
    'required',
    'enum',
    'pattern',
  ],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties', 'multipleOf'],
  ...['properties', 'additionalProperties', 'items', 'allOf', 'anyOf', 'oneOf', 'not'],
  ...['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields'],
  ...['x-kubernetes-embedded-resource', 'x-kubernetes-list-type', 'x-kubernetes-list-map-keys'],
  ...['x-kubernetes-map-type', 'x-kubernetes-validations'],
]);
const types = ['object', 'array', 'string', 'integer', 'number', 'boolean'];

/** What the API server would hold against a schema that must be structural; an empty list for a good one. */
export function structuralProblems(root: unknown): readonly string[] {
  if (!isObject(root)) return ['the root is no schema'];
  return [
    ...(root.type === 'object' ? [] : ['the root must have type object']),
    ...metadataProblems(root.properties),
    ...problemsAt(root, '$'),
  ];
}

/** Of the metadata only the name and the generateName may be restricted. */
function metadataProblems(properties: unknown): readonly string[] {
  const metadata = isObject(properties) ? properties.metadata : undefined;
  if (!isObject(metadata)) return [];
  const names = Object.keys(isObject(metadata.properties) ? metadata.properties : {});
  const others = Object.keys(metadata).filter((key) => !['type', 'properties'].includes(key));
  return [...names.filter((name) => !['name', 'generateName'].includes(name)), ...others].map(
    (name) => `metadata must not restrict ${name}`,
  );
}

function problemsAt(node: Node, at: string): readonly string[] {
  return [
    ...Object.keys(node)
      .filter((keyword) => !allowed.has(keyword))
      .map((keyword) => `${at}: ${keyword} is not allowed`),
    ...typeProblems(node).map((problem) => `${at}: ${problem}`),
    ...shapeProblems(node).map((problem) => `${at}: ${problem}`),
    ...patternProblems(node).map((problem) => `${at}: ${problem}`),
    ...childrenOf(node).flatMap(([step, child]) => problemsAt(child, `${at}.${step}`)),
  ];
}

function typeProblems(node: Node): readonly string[] {
  const isIntOrString = node['x-kubernetes-int-or-string'] === true;
  const keepsAll = node['x-kubernetes-preserve-unknown-fields'] === true;
  if (isIntOrString) return 'type' in node ? ['int-or-string has no type'] : [];
  if (!('type' in node)) return keepsAll ? [] : ['there is no type'];
  if (keepsAll && node.type !== 'object') return ['only an object keeps unknown fields'];
  return types.includes(String(node.type)) && !Array.isArray(node.type)
    ? []
    : [`${JSON.stringify(node.type)} is no type`];
}

function shapeProblems(node: Node): readonly string[] {
  const { properties, additionalProperties, items, type } = node;
  const fields = properties ?? additionalProperties;
  const rules: readonly (readonly [isBroken: boolean, problem: string])[] = [
    [
      properties !== undefined && additionalProperties !== undefined,
      'fields and keys exclude each other',
    ],
    [additionalProperties === false, 'additionalProperties must not be false'],
    [type === 'array' && !isObject(items), 'a list needs one schema of its items'],
    [type !== 'array' && items !== undefined, 'only a list has items'],
    [type !== 'object' && fields !== undefined, 'only an object has fields'],
    [typeof (node.exclusiveMinimum ?? true) !== 'boolean', 'exclusiveMinimum must be a flag'],
    [typeof (node.exclusiveMaximum ?? true) !== 'boolean', 'exclusiveMaximum must be a flag'],
    [
      isKeyedList(node) && !Array.isArray(node['x-kubernetes-list-map-keys']),
      'a map list names its keys',
    ],
  ];
  return rules.flatMap(([isBroken, problem]) => (isBroken ? [problem] : []));
}

function isKeyedList(node: Node): boolean {
  return node['x-kubernetes-list-type'] === 'map';
}

/** Go's regular expressions look neither ahead nor behind and have no back-references. */
function patternProblems({ pattern }: Node): readonly string[] {
  if (typeof pattern !== 'string') return [];
  return /\(\?(?!:)|\\[1-9kpP]/.test(pattern) ? [`the pattern ${pattern} is not one for RE2`] : [];
}

function childrenOf({ properties, additionalProperties, items }: Node): readonly [string, Node][] {
  return [
    ...Object.entries(isObject(properties) ? properties : {}),
    ['*', additionalProperties] as const,
    ['[]', items] as const,
  ].flatMap(([step, child]) => (isObject(child) ? [[step, child] as [string, Node]] : []));
}
