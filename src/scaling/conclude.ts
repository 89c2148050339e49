import type { Assessed } from './assess.ts';
import type { Decision } from './decision.ts';
import type { Learnt } from './demand/asked.ts';
import { type Needed, verdictOf } from './demand/deadline.ts';
import { earliest } from './earliest.ts';
import { waitsLongerAt } from './group/waiting.ts';
import type { Limited } from './limit.ts';
import type { PoolMemory } from './memory.ts';
import type { Reason } from './reason.ts';

/** Whether some pool of the group gets less than it should have. */
export type Scarcity = 'enough' | 'scarce';

/** What a pool can count on. */
export interface Prospects {
  /** The most workers it can have. */
  readonly available: number;
  readonly scarcity: Scarcity;
}

/** Makes the decision of all that was found. */
export function conclude(
  assessed: Assessed,
  { workers, reasons, changes }: Limited,
  { available, scarcity }: Prospects,
): Decision {
  const { now, wanted, bounds, judged, asked } = assessed;
  const memory = remember(assessed, workers, scarcity);
  // Who waits gets more urgent, where others are short as well.
  const waits = scarcity === 'scarce' ? waitsLongerAt(memory.hungrySince, now.now) : undefined;
  const again = earliest(now.now, [...assessed.changes, ...changes, waits]);
  return {
    replicas: workers,
    wanted,
    min: bounds.min,
    max: bounds.max,
    freshness: judged.freshness,
    reasons: judgeDeadline([...assessed.reasons, ...reasons], asked?.needed, available),
    ...(again !== undefined && { again }),
    memory,
  };
}

function judgeDeadline(
  reasons: readonly Reason[],
  needed: Needed | undefined,
  available: number,
): readonly Reason[] {
  if (needed === undefined) return reasons;
  return reasons.map((reason) =>
    reason.rule === 'deadline' ? { ...reason, verdict: verdictOf(needed, available) } : reason,
  );
}

function remember(
  { input, now, wanted, wishes, moves, backlogs, asked }: Assessed,
  workers: number,
  scarcity: Scarcity,
): PoolMemory {
  const { memory, current } = input;
  const { since, hungrySince } = memory;
  // Who is fed because it waited keeps that for as long as others are short: else it would lose again what it just got.
  const keepsTurn = hungrySince !== undefined && scarcity === 'scarce';
  const isHungry = current < wanted || keepsTurn;
  return {
    since,
    wishes,
    moves,
    ...(backlogs && { backlogs }),
    last: { at: now.now, from: current, to: workers },
    ...learntOf(memory, asked?.learnt),
    ...(isHungry && { hungrySince: hungrySince ?? now.now }),
  };
}

// What is not late any more, or has become one of the stretches, is not there again.
function learntOf(memory: PoolMemory, learnt: Learnt | undefined): Learnt {
  const { serviceTime, probe, learntFrom } = { ...memory, ...learnt };
  const { due, late, stretch, stretches } = learnt ?? memory;
  return {
    ...(serviceTime && { serviceTime }),
    ...(stretches && { stretches }),
    ...(stretch && { stretch }),
    ...(probe && { probe }),
    ...(learntFrom && { learntFrom }),
    ...(due && { due }),
    ...(late && { late }),
  };
}
