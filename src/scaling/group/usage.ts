import type { PoolInput } from '../pool-input.ts';
import type { Amounts, Quota } from './quota.ts';

/** What the workers of the pools take of each resource of the quota, those that are going included. */
export function usageOf(
  { whole, requestOf }: Quota,
  inputs: readonly Pick<PoolInput, 'id' | 'current' | 'terminating'>[],
): Amounts {
  const used = new Map<string, bigint>([...whole.keys()].map((resource) => [resource, 0n]));
  for (const { id, current, terminating } of inputs) {
    const workers = BigInt(current) + BigInt(terminating);
    for (const [resource, each] of requestOf(id)) {
      const before = used.get(resource);
      if (before !== undefined) used.set(resource, before + each * workers);
    }
  }
  return used;
}

/** The resources of which more is used than the quota has, in the order of their names. */
export function overdrawn({ whole, others }: Quota, used: Amounts): readonly string[] {
  return [...whole]
    .filter(
      ([resource, amount]) => (used.get(resource) ?? 0n) + (others.get(resource) ?? 0n) > amount,
    )
    .map(([resource]) => resource);
}
