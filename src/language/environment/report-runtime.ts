import type { Amounts } from '../../model/container.ts';
import type { Path } from '../../model/source.ts';
import { formatBlock, networkOf, parseBlock } from '../network/cidr.ts';
import { type Context, complain } from '../place.ts';

/** Checks the blocks of addresses that the API server is in. */
export function reportApiServer(context: Context, blocks: readonly string[]): void {
  for (const [index, block] of blocks.entries()) {
    const read = parseBlock(block);
    const exact = read && formatBlock(networkOf(read));
    if (exact === block) continue;
    complain(
      context,
      'wrong-value',
      ['runtime', 'apiServer', index],
      (field) =>
        `${field} must be a block of addresses as the API server writes it, got "${block}"`,
      { help: exact ? `did you mean ${exact}?` : 'blocks are written like 10.0.0.1/32' },
    );
  }
}

/** Checks that limits hold the requests. */
export function reportAmounts(
  context: Context,
  path: Path,
  requests: Amounts,
  limits: Amounts,
): void {
  for (const [name, request] of requests) {
    const limit = limits.get(name);
    if (limit === undefined || limit.nano >= request.nano) continue;
    complain(
      context,
      'conflicting-fields',
      [...path, 'resources', 'requests', name],
      (field) =>
        `${field} must be at most the limit: ${request.text} is requested, and the limit is ${limit.text}`,
    );
  }
}
