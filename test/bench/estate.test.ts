import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { estateOf } from '../../bench/synth/estate.ts';
import { policiesOf } from '../../bench/synth/policies.ts';
import { check } from '../../src/language/check.ts';

test('the pools of the benchmark are policies that check finds nothing wrong with', () => {
  const sources = [...policiesOf(estateOf(25))].map(([path, text]) => ({ path, text }));
  const { estates, diagnostics } = check(sources);
  assert.equal(diagnostics, []);
  assert.is(estates[0]?.pools.length, 25);
  assert.is(estates[0]?.groups.length, 3);
});

test('the pools of the benchmark are the same every time, and each has a name of its own', () => {
  assert.equal(estateOf(300), estateOf(300));
  assert.is(new Set(estateOf(300).pools.map(({ name }) => name)).size, 300);
});

test.run();
