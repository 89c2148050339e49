import { allocate } from '../allocate/allocate.ts';
import type { Claimant } from '../allocate/claimant.ts';
import type { Amounts } from './quota.ts';

/** Gives pools that grow the room that there is now, by id. Where nobody grows or all fit there is nothing to share out. */
export function roomFor(open: Amounts, claims: readonly Claimant[]): ReadonlyMap<string, number> {
  const grow = claims.some(({ demand, floor }) => demand > floor);
  if (grow && !fits(open, claims)) return allocate(open, claims).workers;
  return new Map(claims.map(({ id, demand }) => [id, demand]));
}

function fits(open: Amounts, claims: readonly Claimant[]): boolean {
  const left = new Map(open);
  for (const { request, demand } of claims) {
    for (const [resource, each] of request) {
      const before = left.get(resource);
      if (before === undefined) continue;
      const after = before - each * BigInt(demand);
      if (after < 0n) return false;
      left.set(resource, after);
    }
  }
  return true;
}
