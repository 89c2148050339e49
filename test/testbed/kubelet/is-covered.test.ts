import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isCovered } from './is-covered.ts';

const test = suite('whether a status says all of it already');

type Case = readonly [covered: boolean, name: string, wanted: unknown, actual: unknown];

const cases: readonly Case[] = [
  [true, 'the same', { phase: 'Running' }, { phase: 'Running' }],
  [true, 'more than is wanted', { phase: 'Running' }, { phase: 'Running', qosClass: 'Burstable' }],
  [false, 'another value', { phase: 'Running' }, { phase: 'Pending' }],
  [false, 'nothing at all', { phase: 'Running' }, undefined],
  [true, 'absent where absence is wanted', { reason: null }, {}],
  [false, 'present where absence is wanted', { reason: null }, { reason: 'Evicted' }],
  [
    true,
    'conditions in another order, and one of others',
    [{ type: 'A', status: 'True' }],
    [{ type: 'B' }, { type: 'A', status: 'True', reason: 'X' }],
  ],
  [false, 'a condition that is missing', [{ type: 'A', status: 'True' }], [{ type: 'B' }]],
  [false, 'one container more', [{ name: 'a' }], [{ name: 'a' }, { name: 'b' }]],
];

for (const [covered, name, wanted, actual] of cases) {
  test(`${name}: ${covered ? 'yes' : 'no'}`, () => assert.is(isCovered(wanted, actual), covered));
}

test.run();
