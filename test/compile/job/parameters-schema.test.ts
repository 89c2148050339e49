import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parametersSchema } from '../../../src/compile/job/parameters-schema.ts';
import { patternProblem } from '../../../src/language/job/pattern.ts';
import { isOfFormat } from '../../../src/model/job/formats.ts';
import { type Parameter, parameterFormats } from '../../../src/model/job/parameter.ts';
import { valueProblem } from '../../../src/model/job/parameter-value.ts';
import { jobNamed } from './job-fixtures.ts';

/** As the runtime sets it up: strict, and with our formats. */
function validator(parameters: readonly Parameter[]) {
  const ajv = new Ajv2020({ strict: true, allErrors: true, formats: isOfFormat });
  return ajv.compile(parametersSchema(parameters));
}

const patterns = ['^[a-z]+$', 'b', '^.{2}$', '^\\p{L}*$', '^(ab|c)*$'];
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('2026-02-28', '2026-02-30', 'a@b.org', 'urn:x', '12:00:00Z', '\ud800', '👍👍'),
);
const value = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
);

const ofText = fc.record({
  type: fc.constant('string' as const),
  format: maybe(fc.constantFrom(...parameterFormats)),
  pattern: maybe(fc.constantFrom(...patterns)),
  minLength: maybe(fc.nat(4)),
  maxLength: maybe(fc.nat(8)),
  enum: maybe(fc.uniqueArray(text, { minLength: 1, maxLength: 3 })),
});
const ofNumber = fc.record({
  type: fc.constantFrom('integer' as const, 'number' as const),
  minimum: maybe(fc.integer({ min: -9, max: 9 })),
  maximum: maybe(fc.integer({ min: -9, max: 9 })),
});
const ofSwitch = fc.record({ type: fc.constant('boolean' as const) });

test('the checker and the JSON Schema of the runtime take the same values', () => {
  assert.equal(
    patterns.filter((pattern) => patternProblem(pattern) !== undefined),
    [],
  );
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(fc.oneof(ofText, ofNumber, ofSwitch), value, (rules, one) => {
      const given = Object.entries(rules).filter(([, rule]) => rule !== undefined);
      const parameter = { name: 'a', required: true, ...Object.fromEntries(given) } as Parameter;
      const isTaken = valueProblem(parameter, one) === undefined;
      seen[isTaken ? 'taken' : 'refused']++;
      assert.is(validator([parameter])({ a: one }), isTaken);
    }),
    { numRuns: 600, seed: 1 },
  );
  assert.ok(Math.min(seen.taken, seen.refused) > 50, JSON.stringify(seen));
});

const requests: readonly [name: string, request: object, isTaken: boolean][] = [
  ['the least', { case: 'wing' }, true],
  [
    'everything',
    {
      case: 'wing',
      results: 'out',
      start: '2026-01-01T00:00:00Z',
      steps: 3,
      relaxation: 1,
      scheme: 'central',
      verbose: true,
    },
    true,
  ],
  ['nothing', {}, false],
  ['another member', { case: 'wing', image: 'a' }, false],
  ['a member called __proto__', JSON.parse('{"case": "wing", "__proto__": 1}'), false],
  ['a number as a text', { case: 'wing', steps: '3' }, false],
  ['a moment that never was', { case: 'wing', start: '2026-02-30T00:00:00Z' }, false],
  ['a text that does not match', { case: 'Wing' }, false],
];
for (const [name, request, isTaken] of requests) {
  test(`a request with ${name} is ${isTaken ? 'taken' : 'refused'}`, () => {
    assert.is(validator(jobNamed('solver').parameters)(request), isTaken);
  });
}

test.run();
