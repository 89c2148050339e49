import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { literal } from '../../../src/model/job/literal.ts';
import { expand } from '../../testbed/kubelet/process/expand.ts';

test('a container sees every text as it was, whatever dollars and parentheses are in it', () => {
  const text = fc.array(fc.constantFrom('$', '(', ')', 'A', ' ')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (value) => {
      assert.is(expand(literal(value), new Map([['A', 'expanded']])), value);
    }),
    { numRuns: 2_000, seed: 1 },
  );
});

test('a text without references stays as it is', () => {
  for (const text of ['', 'plain', 'costs $5', '$HOME', 'ends with $'])
    assert.is(literal(text), text);
});

test.run();
