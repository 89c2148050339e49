import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { type Block, formatBlock, networkOf, parseBlock } from './cidr.ts';

/** Reads a block of addresses at `path` of the spec, without bits beyond its prefix; `undefined` when it is none, which is reported. */
export function readBlock(context: Context, path: Path, text: string): Block | undefined {
  const block = parseBlock(text);
  if (block === undefined) {
    complain(
      context,
      'invalid-cidr',
      path,
      (field) => `${field} must be a block of addresses, got "${text}"`,
      { help: 'blocks are written like 192.0.2.0/24, 2001:db8::/32; one address is 192.0.2.7/32' },
    );
    return undefined;
  }
  const network = networkOf(block);
  if (network.bits !== block.bits) {
    complain(
      context,
      'invalid-cidr',
      path,
      (field) => `${field} must have no bits beyond its prefix, got "${text}"`,
      {
        help: `the block is ${formatBlock(network)}, the address alone is ${formatBlock({ ...block, prefix: block.length })}`,
      },
    );
  }
  return network;
}
