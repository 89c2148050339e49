import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { effectiveValues } from '../../../src/model/job/effective-values.ts';
import type { Parameter } from '../../../src/model/job/parameter.ts';

const parameter = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  type: 'string',
  required: false,
  ...more,
});

const chain = [
  parameter('copy', { from: 'output' }),
  parameter('output', { from: 'input', default: 'own' }),
  parameter('input'),
];
const cases: readonly {
  name: string;
  parameters?: readonly Parameter[];
  given?: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
}[] = [
  {
    name: 'what is given goes down a chain',
    given: { input: 'a' },
    values: { copy: 'a', output: 'a', input: 'a' },
  },
  {
    name: 'what is given in the middle stops there',
    given: { input: 'a', output: 'b' },
    values: { copy: 'b', output: 'b', input: 'a' },
  },
  {
    name: 'a default is for when there is nothing to take',
    values: { copy: 'own', output: 'own' },
  },
  { name: 'without value and default it has none', parameters: [parameter('a')], values: {} },
  {
    name: 'a circle has no value, and ends',
    parameters: [parameter('a', { from: 'b' }), parameter('b', { from: 'a' })],
    values: {},
  },
  {
    name: 'a false is a value',
    parameters: [parameter('a', { type: 'boolean', default: false })],
    values: { a: false as never },
  },
];
for (const { name, parameters = chain, given = {}, values } of cases) {
  test(name, () => {
    const found = effectiveValues(parameters, new Map(Object.entries(given)));
    assert.equal(Object.fromEntries(found), values);
  });
}

test.run();
