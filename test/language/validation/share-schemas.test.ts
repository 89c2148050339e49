import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shareSchemas } from '../../../src/language/validation/share-schemas.ts';
import { valuesOf } from '../schema/arbitrary.ts';
import { schemas as kinds } from '../schema/kinds.ts';

const long = (name: string) => ({
  type: 'object',
  properties: { [name]: { type: 'string', description: name.repeat(400) } },
});

test('what stands in two schemas becomes one part that both refer to', () => {
  const { schemas, parts } = shareSchemas(
    new Map([
      ['a', { type: 'object', properties: { x: long('p'), y: { type: 'string' } } }],
      ['b', { type: 'object', properties: { z: { type: 'array', items: long('p') } } }],
    ]),
  );
  assert.equal([...parts], [['shared-0', long('p')]]);
  assert.equal(schemas.get('a'), {
    type: 'object',
    properties: { x: { $ref: 'shared-0' }, y: { type: 'string' } },
  });
  assert.equal(schemas.get('b'), {
    type: 'object',
    properties: { z: { type: 'array', items: { $ref: 'shared-0' } } },
  });
});

test('a part inside a shared part is not shared a second time', () => {
  const outer = { type: 'object', properties: { inner: long('q') } };
  const { parts } = shareSchemas(
    new Map([['a', { type: 'object', properties: { x: outer, y: outer } }]]),
  );
  assert.equal([...parts.values()], [outer]);
});

test('what stands once, or is short, stays where it is', () => {
  const schema = {
    type: 'object',
    properties: { x: long('r'), y: { type: 'string' }, z: { type: 'string' } },
    additionalProperties: false,
  };
  const { schemas, parts } = shareSchemas(new Map([['a', schema]]));
  assert.is(parts.size, 0);
  assert.equal(schemas.get('a'), schema);
});

for (const [kind, schema] of Object.entries(kinds)) {
  test(`${kind}: the shared form takes what the whole one takes`, () => {
    const { schemas, parts } = shareSchemas(
      new Map([
        [kind, schema as object],
        ['copy', schema],
      ]),
    );
    const ajv = new Ajv2020({ strict: false });
    for (const [id, part] of [...parts, ...schemas]) ajv.addSchema(part, id);
    const validate = ajv.getSchema(kind)!;
    fc.assert(
      fc.property(valuesOf(schema), (value) => assert.ok(validate(value))),
      { numRuns: 50, seed: 1 },
    );
  });
}

test.run();
