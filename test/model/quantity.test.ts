import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatAmount, parseQuantity, plainNumber } from '../../src/model/quantity.ts';

// What Kubernetes' resource.ParseQuantity makes of these texts.
const read: readonly [text: string | number, plain: string][] = [
  ['1', '1'],
  ['500m', '0.5'],
  ['0.1', '0.1'],
  ['.5', '0.5'],
  ['5.', '5'],
  [1.5, '1.5'],
  [524288000, '524288000'],
  ['500Mi', '524288000'],
  ['1.5Gi', '1610612736'],
  ['1k', '1000'],
  ['1e3', '1000'],
  ['1E3', '1000'],
  ['1E', '1000000000000000000'],
  ['1Ei', '1152921504606846976'],
  ['1e-1', '0.1'],
  ['100u', '0.0001'],
  ['1n', '0.000000001'],
  ['0', '0'],
];

for (const [text, plain] of read) {
  test(`${text} is ${plain}`, () => assert.is(plainNumber(parseQuantity(text)!), plain));
}

for (const text of [
  '',
  '.',
  'm',
  '-1',
  '500 m',
  '1GiB',
  '1mi',
  '0x10',
  '1e',
  '1e3Mi',
  'NaN',
  '１',
]) {
  test(`${JSON.stringify(text)} is no quantity`, () => assert.is(parseQuantity(text), undefined));
}

test('less than a billionth rounds up, as in Kubernetes', () => {
  assert.is(plainNumber(parseQuantity('0.1n')!), '0.000000001');
});

test('the text is kept as it was written', () => assert.is(parseQuantity('0.50')?.text, '0.50'));

const shown: readonly [nano: bigint, resource: string, text: string][] = [
  [64424509440n * 1_000_000_000n, 'requests.memory', '60Gi'],
  [524288000n * 1_000_000_000n, 'memory', '500Mi'],
  [1000n * 1_000_000_000n, 'memory', '1000'],
  [0n, 'memory', '0'],
  [500_000_000n, 'requests.cpu', '0.5'],
  [3n * 1_000_000_000n, 'pods', '3'],
];

for (const [nano, resource, text] of shown) {
  test(`${nano} billionths of ${resource} are shown as ${text}`, () =>
    assert.is(formatAmount(nano, resource), text));
}

test.run();
