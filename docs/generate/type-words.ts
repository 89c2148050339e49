import type { JsonSchema } from '../../src/language/schema/json-schema.ts';
import { code } from './markdown.ts';

const names: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: '`true` or `false`',
  object: 'map',
  array: 'list',
};

const formats: Readonly<Record<string, string>> = {
  name: 'name',
  duration: 'duration',
  'port-name': 'port name',
  subdomain: 'name',
  quantity: 'quantity',
  cron: 'cron expression',
  timezone: 'time zone',
  promql: 'PromQL expression',
  image: 'image',
  url: 'URL',
  port: 'port',
  'time-of-day': 'time of day',
};

/** What a field may be, in words, its limits included. */
export function typeWords(schema: JsonSchema): string {
  const { enum: options, const: only, 'x-format': format } = schema;
  if (only !== undefined) return code(String(only));
  if (options !== undefined) return options.map((one) => code(String(one))).join(', ');
  if (format !== undefined) return formats[format] ?? format;
  if (schema['x-verbatim']) return 'map, as Kubernetes has it';
  if (schema.pattern === '^[0-9]+%$') return 'whole number or percentage';
  if (schema.pattern === '^hold$') return '`hold`, or a map with exactly one field';
  const words = [schema.type ?? []].flat().map((type) => names[type] ?? type);
  return contentWords(schema) ?? `${words.join(' or ')}${limits(schema)}`;
}

function contentWords({
  items,
  properties,
  additionalProperties,
  maxItems,
  maxProperties,
}: JsonSchema): string | undefined {
  if (items !== undefined) return `list of ${many(items)}${atMost(maxItems)}`;
  return typeof additionalProperties === 'object' && properties === undefined
    ? `map of ${many(additionalProperties)}${atMost(maxProperties)}`
    : undefined;
}

function atMost(most: unknown): string {
  return most === undefined ? '' : `, at most ${most}`;
}

function many(schema: JsonSchema): string {
  if (schema.properties !== undefined || schema.oneOf !== undefined) return 'maps';
  const { maxLength: _, ...one } = schema;
  const words = typeWords(one);
  if (words.includes('`')) return words;
  return words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`;
}

/** The largest 32-bit number is the limit of the API, not of the field. */
const API_LIMIT = 2147483647;

function limits({
  minimum,
  maximum,
  exclusiveMinimum,
  minProperties,
  maxProperties,
  maxLength,
}: JsonSchema): string {
  if (minProperties === 1 && maxProperties === 1) return ' with exactly one field';
  if (maxLength !== undefined) return ` of at most ${maxLength} characters`;
  if (exclusiveMinimum !== undefined) return ` above ${exclusiveMinimum}`;
  const hasTop = maximum !== undefined && maximum !== API_LIMIT;
  if (minimum !== undefined && hasTop) return `, ${minimum} to ${maximum}`;
  if (hasTop) return ` of at most ${maximum}`;
  return minimum === undefined || minimum === 0 ? '' : ` of at least ${minimum}`;
}
