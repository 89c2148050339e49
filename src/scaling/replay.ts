import { decideGroup, decidePool } from './decide.ts';
import type { Decision } from './decision.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/** Makes a decision again from what it was made from; `undefined` where the entry lacks the pool's own input. */
export function replay(pool: string, { group, inputs, now }: LedgerEntry): Decision | undefined {
  if (group !== undefined) return decideGroup(group, inputs, now).decisions.get(pool);
  const input = inputs.find(({ id }) => id === pool);
  return input && decidePool(input, now);
}
