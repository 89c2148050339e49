import { assess } from './assess.ts';
import { conclude } from './conclude.ts';
import type { Decision } from './decision.ts';
import { decideTogether } from './group/decide-together.ts';
import type { GroupDecision } from './group-decision.ts';
import type { GroupInput } from './group-input.ts';
import { goalOf, limit } from './limit.ts';
import type { Now, PoolInput } from './pool-input.ts';

/** Decides about a pool that is in no group. Total: whatever is in the input, the answer is a whole number of 0 or more. */
export function decidePool(input: PoolInput, now: Now): Decision {
  const assessed = assess(input, now);
  const goal = goalOf(assessed);
  const limited = limit(assessed, goal.workers);
  const reasons = [...goal.reasons, ...limited.reasons];
  return conclude(
    assessed,
    { ...limited, reasons },
    {
      available: assessed.bounds.max,
      scarcity: 'enough',
    },
  );
}

/** Decides about all pools of a group together; `inputs` in any order, each with its own id. */
export function decideGroup(
  group: GroupInput,
  inputs: readonly PoolInput[],
  now: Now,
): GroupDecision {
  return decideTogether(group, inputs, now);
}
