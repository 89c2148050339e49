import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Field, fieldsOf } from '../../../docs/generate/fields.ts';
import { schemas } from './kinds.ts';

const ajv = new Ajv2020({ strict: false });
const rules: readonly {
  readonly name: string;
  readonly breaks: (field: Field) => boolean;
}[] = [
  {
    name: 'is described in one line',
    breaks: ({ schema: { description = '' } }) => !/^[A-Z\p{Pi}`"'].*[.?]$/u.test(description),
  },
  {
    name: 'has an example, unless it is a map of fields that have theirs',
    breaks: ({ schema: { properties, examples = [] } }) =>
      properties === undefined && examples.length === 0,
  },
  {
    name: 'is required or says what its absence means',
    breaks: ({ schema, isRequired }) =>
      !isRequired && !('default' in schema) && schema['x-absent'] === undefined,
  },
  {
    name: 'says what its absence means in one way only',
    breaks: ({ schema }) => 'default' in schema && schema['x-absent'] !== undefined,
  },
  {
    name: 'has examples that it takes itself',
    breaks: ({ schema }) => (schema.examples ?? []).some((one) => !ajv.validate(schema, one)),
  },
  {
    name: 'has a default that it takes itself',
    breaks: ({ schema }) => 'default' in schema && !ajv.validate(schema, schema.default),
  },
];

for (const [kind, schema] of Object.entries(schemas)) {
  const isPart = kind === 'Profile';
  for (const { name, breaks } of rules) {
    // a profile requires nothing, and what the absence of a field means is said by the pool
    if (isPart && name.startsWith('is required')) continue;
    test(`every field of ${kind} ${name}`, () => {
      const broken = fieldsOf(schema).filter((field) => breaks(field) && !isInPart(field));
      assert.equal(
        broken.map(({ path }) => path),
        [],
      );
    });
  }
}

const isInPart = ({ path }: Field): boolean => path.startsWith('spec.overrides[].spec.');

test('a rule is seen to fail on a field that breaks it', () => {
  const bad: Field = {
    path: 'spec.bad',
    schema: {
      type: 'integer',
      description: 'no full stop',
      default: 'x',
      'x-absent': 'none',
      examples: ['y'],
    },
    isRequired: false,
  };
  assert.equal(
    rules.filter(({ breaks }) => breaks(bad)).map(({ name }) => name.split(' ')[0]),
    ['is', 'says', 'has', 'has'],
  );
  assert.ok(rules[2]!.breaks({ ...bad, schema: { type: 'integer' } }));
  assert.ok(rules[1]!.breaks({ ...bad, schema: { type: 'integer' } }));
});

test.run();
