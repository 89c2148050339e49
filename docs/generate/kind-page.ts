import type { JsonSchema } from '../../src/language/schema/json-schema.ts';
import { block, code, header, inYaml, table } from './markdown.ts';
import { typeWords } from './type-words.ts';

export interface Kind {
  readonly schema: JsonSchema;
  /** A whole policy that compiles, with comments. */
  readonly example: string;
  /** Fields that are described on another page: their path, and what to say instead. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

interface Section {
  readonly path: string;
  readonly schema: JsonSchema;
}

/** The page of one kind: an example, then a table for each map of fields in the order of the schema. */
export function kindPage({ schema, example, elsewhere = {} }: Kind): string {
  const { title = '', description = '' } = schema;
  const sections = sectionsOf(schema, '', Object.keys(elsewhere));
  return [
    header,
    `# ${title}\n`,
    `${description}\n`,
    block('yaml', example),
    ...sections.map((one) => sectionText(one, elsewhere)),
  ].join('\n');
}

function sectionsOf(
  schema: JsonSchema,
  path: string,
  skipped: readonly string[],
): readonly Section[] {
  if (skipped.includes(path)) return [{ path, schema }];
  const { properties, items, additionalProperties, oneOf } = schema;
  if (oneOf !== undefined) return sectionsOf(merged(schema, oneOf), path, skipped);
  const inner = [
    ...Object.entries(properties ?? {}).map(([name, child]) => [join(path, name), child] as const),
    ...(items ? [[`${path}[]`, items] as const] : []),
    ...(typeof additionalProperties === 'object'
      ? [[`${path}.*`, additionalProperties] as const]
      : []),
  ];
  return [
    // of a map without fields its own row has said all
    ...(properties && Object.keys(properties).length > 0 ? [{ path, schema }] : []),
    ...inner.flatMap(([at, child]) => sectionsOf(child, at, skipped)),
  ];
}

/** Alternatives differ in what their `kind` says and in what is described elsewhere; one table serves them all. */
function merged(
  { oneOf: _, ...schema }: JsonSchema,
  alternatives: readonly JsonSchema[],
): JsonSchema {
  const [first = {}] = alternatives;
  const kinds = alternatives.map(({ properties }) => properties?.kind?.const ?? '');
  const { const: __, examples = [], ...kind } = first.properties?.kind ?? {};
  const { spec } = first.properties ?? {};
  return {
    ...schema,
    required: first.required ?? [],
    properties: {
      ...first.properties,
      kind: { ...kind, examples, enum: kinds },
      spec: { ...spec, description: `Any part of the spec of a ${kinds.join(' or ')}.` },
    },
  };
}

function sectionText(
  { path, schema }: Section,
  elsewhere: Readonly<Record<string, string>>,
): string {
  const title = path === '' ? 'Fields' : code(path);
  const link = elsewhere[path];
  const { description = '', properties = {}, required = [] } = schema;
  const intro = path === '' ? '' : `${description}\n\n`;
  if (link !== undefined) return `## ${title}\n\n${intro}${link}\n`;
  const rows = Object.entries(properties).map(([name, child]) =>
    row(join(path, name), child, required.includes(name)),
  );
  return `## ${title}\n\n${intro}${table(['Field', 'Type', 'Default', 'Meaning', 'Example'], rows)}`;
}

/** The anchor is the path as an operator writes it, so that a link can be made without knowing how headings are named. */
function row(path: string, schema: JsonSchema, isRequired: boolean): readonly string[] {
  const { description = '', examples = [] } = schema;
  return [
    `<a id="${path}"></a>${code(path)}`,
    typeWords(schema),
    isRequired ? '**required**' : absence(schema),
    description,
    examples.map((one) => code(inYaml(one))).join('<br>'),
  ];
}

function absence({ default: value, 'x-absent': absent }: JsonSchema): string {
  if (absent !== undefined) return absent;
  return value === undefined ? '' : code(inYaml(value));
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
