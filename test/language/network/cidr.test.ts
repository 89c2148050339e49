import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  formatBlock,
  isWithin,
  networkOf,
  parseBlock,
} from '../../../src/language/network/cidr.ts';

const spellings: readonly (readonly [text: string, canonical: string | undefined])[] = [
  ['192.0.2.0/24', '192.0.2.0/24'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['255.255.255.255/32', '255.255.255.255/32'],
  ['2001:DB8:0:0::/32', '2001:db8::/32'],
  ['::/0', '::/0'],
  ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128'],
  ['192.0.2.0', undefined],
  ['192.0.2/24', undefined],
  ['192.0.02.0/24', undefined],
  ['192.0.2.0/024', undefined],
  ['192.0.2.0/33', undefined],
  ['256.0.2.0/24', undefined],
  ['192.0.2.0/24/1', undefined],
  ['::1/129', undefined],
  ['1::2::3/64', undefined],
  ['::ffff:192.0.2.1/128', undefined],
  ['::ffff:c000:201/128', undefined],
  ['[::1]/128', undefined],
  ['fe80::1%eth0/64', undefined],
  ['', undefined],
];

for (const [text, canonical] of spellings) {
  test(`"${text}" is ${canonical === undefined ? 'no block' : `the block ${canonical}`}`, () => {
    const block = parseBlock(text);
    assert.is(block && formatBlock(block), canonical);
  });
}

const block = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.nat(128))
  .map(([isShort, bits, prefix]) => {
    const length = isShort ? (32 as const) : (128 as const);
    return networkOf({
      length,
      bits: bits >> BigInt(128 - length),
      prefix: Math.min(prefix, length),
    });
  })
  .filter(({ bits, length }) => length === 32 || bits >> 32n !== 0xffffn);

test('a block that is written is read as the same', () => {
  fc.assert(fc.property(block, (one) => assert.equal(parseBlock(formatBlock(one)), one)));
});

test('a block is not within itself, and either half of it is', () => {
  fc.assert(
    fc.property(block, (one) => {
      assert.not.ok(isWithin(one, one));
      if (one.prefix === one.length) return;
      const half = { ...one, prefix: one.prefix + 1 };
      const other = { ...half, bits: one.bits | (1n << BigInt(one.length - half.prefix)) };
      assert.ok(isWithin(half, one) && isWithin(other, one));
      assert.not.ok(isWithin(half, other) || isWithin(one, half));
    }),
  );
});

test.run();
