import { isObject } from '../../model/json.ts';

type Node = Readonly<Record<string, unknown>>;
type Steps = readonly string[];

/** Below this many characters a reference is harder to read than what it stands for. */
const WORTHWHILE = 400;

/** Keywords whose value is a schema, by name a map of schemas, or a list of them. */
const HOLDERS: ReadonlySet<string> = new Set([
  ...['properties', 'additionalProperties', 'items'],
  ...['allOf', 'oneOf', 'if', 'then', 'else'],
]);

const SUFFIXES: ReadonlyMap<string, string> = new Map([
  ['items', 'Item'],
  ['additionalProperties', 'Value'],
]);

/**
 * Moves what stands in several places of the definitions, such as the fields of a container, into a definition of its
 * own, named after its field. What a pointer already leads through stays where it is.
 */
export function shareDefinitions(definitions: Node): Node {
  const pinned = pinnedBy(definitions);
  const seen = new Map<string, number>();
  for (const one of Object.values(definitions))
    visitChildren(one, [], (child) => count(child, seen));
  const shared = new Map<string, string>();
  const made: Record<string, unknown> = {};
  const refer = (schema: unknown, path: Steps): unknown => {
    const text = JSON.stringify(schema);
    const isShared = (seen.get(text) ?? 0) > 1 && !pinned.has(path.join('/'));
    if (!isShared) return mapChildren(schema, path, refer);
    const known = shared.get(text) ?? nameFor(path, { ...definitions, ...made });
    if (!shared.has(text)) {
      shared.set(text, known);
      made[known] = {}; // takes the name before what is inside can
      made[known] = mapChildren(schema, [known], refer);
    }
    return { $ref: `#/$defs/${known}` };
  };
  const rest = Object.entries(definitions).map(([name, one]) => [
    name,
    mapChildren(one, [name], refer),
  ]);
  return { ...Object.fromEntries(rest), ...made };
}

/** What stands inside a part that was seen before is not counted again: it will be there once. */
function count(schema: unknown, seen: Map<string, number>): void {
  const text = JSON.stringify(schema);
  const before = seen.get(text) ?? 0;
  if (text.length >= WORTHWHILE) seen.set(text, before + 1);
  if (before === 0) visitChildren(schema, [], (child) => count(child, seen));
}

/** The places that references of the definitions lead to or through. */
function pinnedBy(definitions: Node): ReadonlySet<string> {
  const pointers = JSON.stringify(definitions).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g);
  const places = [...pointers].flatMap(([, pointer = '']) => {
    const steps = pointer.split('/');
    return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
  });
  return new Set(places);
}

/** The name of the field, with those of the fields around it as far as another has the name already. */
function nameFor(path: Steps, taken: Node): string {
  const words = wordsOf(path);
  for (let from = words.length - 1; from >= 0; from--) {
    const name = words.slice(from).join('');
    if (!Object.hasOwn(taken, name)) return name;
  }
  return `${words.join('')}${Object.keys(taken).length}`;
}

/** The fields of a path; an item of a list and a value of a map are named after the field that holds them. */
function wordsOf(path: Steps): readonly string[] {
  const words: string[] = [];
  for (const step of path) {
    const suffix = SUFFIXES.get(step);
    if (suffix !== undefined) words.push(`${words.pop() ?? ''}${suffix}`);
    else if (!HOLDERS.has(step) && !/^\d+$/.test(step))
      words.push(`${step.charAt(0).toUpperCase()}${step.slice(1)}`);
  }
  return words;
}

function visitChildren(schema: unknown, path: Steps, visit: (child: unknown) => void): void {
  mapChildren(schema, path, (child) => {
    visit(child);
    return child;
  });
}

function mapChildren(
  schema: unknown,
  path: Steps,
  change: (child: unknown, path: Steps) => unknown,
): unknown {
  if (!isObject(schema)) return schema;
  const within = Object.entries(schema).map(([keyword, value]) => {
    if (!HOLDERS.has(keyword)) return [keyword, value];
    const at = [...path, keyword];
    const each = (child: unknown, step: string) => change(child, [...at, step]);
    if (Array.isArray(value)) return [keyword, value.map((one, index) => each(one, `${index}`))];
    if (keyword !== 'properties') return [keyword, change(value, at)];
    const fields = Object.entries(value as Node).map(([name, one]) => [name, each(one, name)]);
    return [keyword, Object.fromEntries(fields)];
  });
  return Object.fromEntries(within);
}
