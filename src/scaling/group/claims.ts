import type { Claimant } from '../allocate/claimant.ts';
import type { Assessed } from '../assess.ts';
import { limit } from '../limit.ts';
import type { PoolInput } from '../pool-input.ts';
import { priorityOf } from './levels.ts';
import type { Quota } from './quota.ts';
import { waitedSince } from './waiting.ts';

/** A pool of a group, and what it should have if there were room. */
export interface Member {
  readonly assessed: Assessed;
  readonly goal: number;
}

/** What a pool claims of the quota: what it must keep now, and what it should have. */
export function claim({ assessed, goal }: Member, quota: Quota): Claimant {
  const { input } = assessed;
  const floor = floorOf(assessed, goal);
  return {
    id: input.id,
    request: quota.requestOf(input.id),
    floor,
    demand: Math.max(goal, floor),
    weight: weightOf(input),
    priority: priorityOf(input),
    waited: waitedSince(input.memory.hungrySince, assessed.now.now),
    ...(assessed.backlog !== undefined && { backlog: coarse(assessed.backlog) }),
  };
}

/**
 * Claims of the second phase: what pools have now is theirs until it is gone, and only what is then left can grow. So a raise
 * waits for the pods of others that have to go for it, and the quota is never asked for more than there is.
 */
export function claimRoom(claimant: Claimant, { input }: Assessed, target: number): Claimant {
  const taken = input.current + input.terminating;
  return { ...claimant, floor: taken, demand: Math.max(taken, target + input.terminating) };
}

// What cannot go now, and the minimum. Where nobody knows whether fewer would do, no other pool takes of it.
function floorOf(assessed: Assessed, goal: number): number {
  const { input, bounds, intervention, isBlind } = assessed;
  const { current } = input;
  const least = limit(assessed, 0).workers;
  if (intervention?.kind === 'pause') return current;
  if (intervention?.kind === 'pin') return Math.max(least, Math.min(current, goal));
  return Math.max(least, bounds.min, isBlind ? Math.min(current, bounds.max) : 0);
}

function weightOf({ scaling: { demand } }: PoolInput): number {
  return demand.mode === 'share' && demand.weight > 0 ? demand.weight : 1;
}

// In steps of two fifths. Two backlogs that grow side by side are as urgent as each other again and again: with each unit
// that one of them is ahead a worker would go over, and be back before it has started.
function coarse(units: number): number {
  let step = 1;
  while (2 * step <= units) step *= 2;
  const between = step * Math.SQRT2;
  return Math.min(units, between <= units ? between : step);
}
