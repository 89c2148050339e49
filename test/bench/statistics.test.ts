import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { exponent, median } from '../../bench/statistics.ts';

test('the median of an odd count is the middle one, of an even count the mean of the two', () => {
  assert.is(median([5, 1, 3]), 3);
  assert.is(median([4, 1, 3, 2]), 2.5);
  assert.is(median([7]), 7);
  assert.throws(() => median([]), 'no numbers have no median');
});

test('the exponent of a square is 2, of a line 1, of a constant 0', () => {
  const sizes = [500, 1000, 2000, 5000];
  const of = (power: number) => exponent(sizes.map((size) => [size, 3 * size ** power] as const));
  for (const power of [0, 1, 1.1, 2]) assert.ok(Math.abs(of(power) - power) < 1e-9, `${power}`);
});

test.run();
