import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema } from '../../../src/language/schema/json-schema.ts';

const long = 'a'.repeat(63);

/** Texts that readers of YAML, shells, templates and expressions trip over. */
const texts = [
  ...['a', '0', 'A', long, 'a.b', '-', 'yes', 'on', '1e3', '0o17', '1_000', 'null', '~', '12:30'],
  ...['é😀', '$(A)', '$', '{{ $x }}', '\'"`\\', 'a: b', '# a', ' a ', 'a\nb', '\t', '__proto__'],
];
const keys = ['a', 'example.org/a', 'y', '1', 'a_b', long, '__proto__', 'constructor', 'é'];
const labels = ['a', 'yes', '1e3', '', long, '0x1f', 'é', ' a'];

const amounts = ['0', '1', '.5', '1000m', '1m', '1e3', '1024Mi', '0.1Ki', '1.1Gi', '7Pi', 1, 0.5];
const durations = ['1ms', '1s', '10s', '90s', '1h', '1d', '24855d', '24856d', '1500ms', '0s'];

/** By the format of a text: what is right, what only looks so, and what is at an edge. */
const formats: Readonly<Record<string, readonly unknown[]>> = {
  name: ['a', '0', long, 'a-0', 'default', 'kube-system'],
  subdomain: ['a', 'a.b', long, `${long}.${long}`, 'a..b'],
  'port-name': ['a', 'a-1', '1a', 'http', 'a'.repeat(15)],
  port: [1, 65_535, 'a', 'http', 'metrics', '80'],
  duration: durations,
  quantity: amounts,
  'time-of-day': ['00:00', '23:59'],
  cron: ['* * * * *', '@daily', '*/7 1-5 1,15 jan mon-fri', '0 0 29 2 *', '0 0 * * 7', '0 0 ? * *'],
  timezone: ['Etc/UTC', 'Europe/Warsaw', 'America/Argentina/Buenos_Aires', 'UTC', 'EST', 'utc'],
  promql: ['vector(1)', 'sum(a{b="{{ $x }}"})', "a{b='\"'}"],
  image: [
    'a',
    'a:1',
    'localhost:5000/a/b:1.0',
    `a@sha256:${'0'.repeat(64)}`,
    'A/b',
    'a:1@sha256:0',
  ],
  url: ['http://a', 'https://a.b:8080/c?d=e', 'http://[::1]:80', 'http://user:pass@a'],
};

/** Values that a schema takes, and some that it does not, of those that somebody could write by mistake or on purpose. */
export function oddValues(schema: JsonSchema): Arbitrary<unknown> {
  const { const: only, enum: options, oneOf, 'x-format': format, examples = [], type } = schema;
  if (only !== undefined) return fc.constant(only);
  if (options !== undefined) return fc.constantFrom(...options);
  if (oneOf !== undefined) return fc.oneof(...oneOf.map(oddValues));
  if (schema['x-verbatim']) return fc.constantFrom(...examples);
  const own = format === undefined ? undefined : formats[format];
  const types = own === undefined ? [type ?? 'string'].flat() : [];
  const made = types.map((one) => ofType(one, schema));
  return fc.oneof(
    ...(examples.length > 0 ? [fc.constantFrom(...examples)] : []),
    ...(own === undefined ? [] : [fc.constantFrom(...own)]),
    ...made,
  );
}

function ofType(type: string, schema: JsonSchema): Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return fc.constantFrom(...texts);
    case 'integer':
    case 'number':
      return fc.constantFrom(...numbersOf(schema));
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(oddValues(schema.items ?? {}), { maxLength: 2 });
    default:
      return mapsOf(schema);
  }
}

function numbersOf({ type, minimum, maximum }: JsonSchema): readonly number[] {
  const edges = [minimum, maximum].filter((one): one is number => typeof one === 'number');
  return [...edges, 0, 1, 2, ...(type === 'integer' ? [] : [0.5, 1e-7, 1e21, -1])];
}

/** Of the fields that may be left out each is there seldom: with many odd values a map is mostly refused for one of them. */
function mapsOf({ properties, additionalProperties, required = [] }: JsonSchema) {
  if (properties === undefined) {
    const values =
      typeof additionalProperties === 'object' && additionalProperties['x-format'] === undefined
        ? fc.oneof(fc.constantFrom(...labels), oddValues(additionalProperties))
        : oddValues((additionalProperties ?? {}) as JsonSchema);
    return fc
      .array(fc.tuple(fc.constantFrom(...keys), values), { maxLength: 2 })
      .map((entries) => Object.fromEntries(entries));
  }
  const fields = Object.entries(properties).map(([name, child]) =>
    fc.tuple(fc.constant(name), required.includes(name) ? oddValues(child) : seldom(child)),
  );
  return fc
    .tuple(...fields)
    .map((entries) => Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
}

function seldom(schema: JsonSchema): Arbitrary<unknown> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: oddValues(schema) },
  );
}
