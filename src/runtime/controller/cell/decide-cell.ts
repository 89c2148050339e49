import { decideGroup, decidePool } from '../../../scaling/decide.ts';
import type { Decision } from '../../../scaling/decision.ts';
import type { GroupDecision } from '../../../scaling/group-decision.ts';
import type { GroupInput } from '../../../scaling/group-input.ts';
import type { Now, PoolInput } from '../../../scaling/pool-input.ts';

/** What was decided about a cell, and all that it was decided from. */
export interface CellDecision {
  readonly now: Now;
  readonly inputs: readonly PoolInput[];
  readonly group?: GroupInput;
  /** By pool id, one for each input. */
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly groupDecision?: GroupDecision;
}

/** Decides about a group with its pools, or about pools that stand by themselves. */
export function decideCell(
  group: GroupInput | undefined,
  inputs: readonly PoolInput[],
  now: Now,
): CellDecision {
  if (group === undefined) {
    const decisions = new Map(inputs.map((input) => [input.id, decidePool(input, now)] as const));
    return { now, inputs, decisions };
  }
  const groupDecision = decideGroup(group, inputs, now);
  return { now, inputs, group, decisions: groupDecision.decisions, groupDecision };
}
