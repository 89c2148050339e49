import type { JsonSchema } from '../../../src/language/schema/json-schema.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';

/** How many, or how long, something may be at most. */
export interface Bound {
  readonly path: string;
  readonly keyword: 'maxItems' | 'maxProperties' | 'maxLength';
  readonly most: number;
}

const keywords = ['maxItems', 'maxProperties', 'maxLength'] as const;

/** Every bound in a schema, by the path of what it bounds; not of choices, which say `exactly one` so. */
export function boundsOf(schema: JsonSchema, path = ''): readonly Bound[] {
  return [
    ...keywords.flatMap((keyword) => {
      const most = schema[keyword];
      return typeof most === 'number' && !isChoice(schema, keyword)
        ? [{ path, keyword, most }]
        : [];
    }),
    ...childrenOf(schema).flatMap(([step, child]) => boundsOf(child, `${path}${step}`)),
  ];
}

function isChoice({ maxProperties }: JsonSchema, keyword: string): boolean {
  return keyword === 'maxProperties' && maxProperties === 1;
}

function childrenOf({ properties, additionalProperties, items }: JsonSchema) {
  return [
    ...Object.entries(properties ?? {}).map(([name, child]) => [`.${name}`, child] as const),
    ...(typeof additionalProperties === 'object' ? [['.*', additionalProperties] as const] : []),
    ...(items === undefined ? [] : [['[]', items] as const]),
  ];
}

/** A value with what must be there, and at a path in it what `make` gives for the schema that it finds there. */
export function valueWith(
  schema: JsonSchema,
  path: string,
  make: (schema: JsonSchema) => Json,
): Json {
  const [step, rest] = firstStep(path);
  if (step === undefined) return make(schema);
  const { properties, additionalProperties, items = {} } = schema;
  if (step === '[]') return [valueWith(items, rest, make)];
  if (properties === undefined) {
    return { key: valueWith(additionalProperties as JsonSchema, rest, make) };
  }
  return { ...requiredFields(schema), [step]: valueWith(properties[step] ?? {}, rest, make) };
}

function firstStep(path: string): readonly [step: string | undefined, rest: string] {
  const [whole, name, items] = path.match(/^(?:\.([^.[]+)|(\[\]))/) ?? [''];
  return [name ?? items, path.slice(whole.length)];
}

/** A value with this many items, fields or characters. */
export function filled(schema: JsonSchema, keyword: Bound['keyword'], much: number): Json {
  const { items = {}, additionalProperties = {} } = schema;
  switch (keyword) {
    case 'maxItems':
      return Array.from({ length: much }, () => sample(items));
    case 'maxProperties':
      return Object.fromEntries(
        Array.from({ length: much }, (_, index) => [
          `example.org/key-${index}`,
          sample(additionalProperties as JsonSchema),
        ]),
      );
    case 'maxLength':
      return textOf(schema, much);
  }
}

/** Beginnings and ends of texts of all the forms that have a bound; between them a character is repeated. */
const forms: readonly (readonly [start: string, middle: string, end: string])[] = [
  ['limits.hugepages-', 'a', ''],
  ['', 'a', ''],
  ['/', 'a', ''],
  ['', '0', '1s'],
  ['', '0', '1'],
  ['', '0', '1%'],
];

function textOf({ pattern = '' }: JsonSchema, length: number): string {
  const texts = forms.map(
    ([start, middle, end]) =>
      start + middle.repeat(Math.max(0, length - start.length - end.length)) + end,
  );
  const found = texts.find((text) => text.length === length && new RegExp(pattern).test(text));
  if (found === undefined) throw new Error(`there is no long text for ${pattern}`);
  return found;
}

function sample(schema: JsonSchema): Json {
  const [example] = schema.examples ?? [];
  if (example !== undefined) return example;
  if (schema.const !== undefined) return schema.const;
  if (schema.properties !== undefined) return sampleFields(schema);
  return 'a';
}

/** What must be there. */
function requiredFields({ properties = {}, required = [] }: JsonSchema): JsonObject {
  return Object.fromEntries(required.map((name) => [name, sample(properties[name] ?? {})]));
}

/** What must be there, and something at least where nothing by name must. */
function sampleFields(schema: JsonSchema): JsonObject {
  const { properties = {}, required = [], minProperties } = schema;
  const [first] = Object.entries(properties);
  return required.length > 0 || minProperties === undefined || first === undefined
    ? requiredFields(schema)
    : { [first[0]]: sample(first[1]) };
}
