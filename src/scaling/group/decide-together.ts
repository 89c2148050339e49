import { allocate } from '../allocate/allocate.ts';
import type { Allotment, Claimant } from '../allocate/claimant.ts';
import { type Assessed, assess } from '../assess.ts';
import { conclude, type Scarcity } from '../conclude.ts';
import type { Decision } from '../decision.ts';
import type { GroupDecision } from '../group-decision.ts';
import type { GroupInput } from '../group-input.ts';
import { goalOf, type Limited, limit } from '../limit.ts';
import type { Now, PoolInput } from '../pool-input.ts';
import type { Reason } from '../reason.ts';
import { claim, claimRoom } from './claims.ts';
import { readQuota } from './quota.ts';
import { roomFor } from './room-for.ts';
import { overdrawn, usageOf } from './usage.ts';
import { viewsOf } from './views.ts';

/**
 * Decides about all pools of a group: each wants by itself, the quota is shared out among the wishes, each goes as far
 * towards its share as it can, and those that grow share the room that there is already.
 */
export function decideTogether(
  group: GroupInput,
  inputs: readonly PoolInput[],
  now: Now,
): GroupDecision {
  const quota = readQuota(group);
  const views = viewsOf(group, quota, inputs);
  const pools = inputs.map((input) => assess(input, now, views.get(input.id)));
  const plans = pools.map((assessed): Plan => {
    const goal = goalOf(assessed);
    return { assessed, goal, claimant: claim({ assessed, goal: goal.workers }, quota) };
  });
  const allotment = allocate(
    quota.open,
    plans.map(({ claimant }) => claimant),
  );
  const steps = plans.map((plan) => step(plan, allotment));
  const room = roomFor(
    quota.open,
    steps.map(({ plan, target }) => claimRoom(plan.claimant, plan.assessed, target.workers)),
  );
  const scarcity = allotment.limitedBy.size > 0 ? 'scarce' : 'enough';
  const used = usageOf(
    quota,
    pools.map(({ input }) => input),
  );
  return {
    decisions: new Map(steps.map((one) => [idOf(one.plan), settle(one, room, scarcity)])),
    used: Object.fromEntries([...used].map(([resource, amount]) => [resource, String(amount)])),
    shares: allotment.workers,
    overQuota: overdrawn(quota, used),
  };
}

interface Plan {
  readonly assessed: Assessed;
  readonly goal: Limited;
  readonly claimant: Claimant;
}

interface Step {
  readonly plan: Plan;
  readonly share: number;
  readonly target: Limited;
}

function idOf({ assessed }: Plan): string {
  return assessed.input.id;
}

/** How far a pool can go towards its share now. */
function step(plan: Plan, allotment: Allotment): Step {
  const { assessed, goal, claimant } = plan;
  const share = allotment.workers.get(claimant.id) ?? claimant.floor;
  const allotted = Math.min(share, goal.workers);
  const reasons = allotted < goal.workers ? [shortage(plan, allotment, allotted)] : [];
  const limited = limit(assessed, allotted);
  const target = { ...limited, reasons: [...goal.reasons, ...reasons, ...limited.reasons] };
  return { plan, share, target };
}

function shortage({ goal, claimant }: Plan, allotment: Allotment, workers: number): Reason {
  const resource = allotment.limitedBy.get(claimant.id) ?? '';
  return allotment.overQuota.includes(resource)
    ? { rule: 'overQuota', resource, workers }
    : { rule: 'group', resource, wanted: goal.workers, workers };
}

function settle(step: Step, room: ReadonlyMap<string, number>, scarcity: Scarcity): Decision {
  const { plan, share } = step;
  const { assessed } = plan;
  const target = scarcity === 'scarce' ? untilFreed(step) : step.target;
  const { current, terminating } = assessed.input;
  const prospects = { available: Math.min(assessed.bounds.max, share), scarcity };
  const granted = (room.get(idOf(plan)) ?? current + terminating) - terminating;
  const wanted = target.workers;
  if (wanted <= current || granted >= wanted) return conclude(assessed, target, prospects);
  const workers = Math.max(current, granted);
  const waits: Reason = { rule: 'waitsForRoom', wanted, workers };
  const waiting = { ...target, workers, reasons: [...target.reasons, waits] };
  return conclude(assessed, waiting, prospects);
}

// What cannot go yet may go later; who is short of it has to be told when.
function untilFreed({ plan, target }: Step): Limited {
  const { startsUntil, reach } = plan.assessed;
  const ends = [startsUntil, reach.leastUntil].filter((end) => end !== undefined);
  return { ...target, changes: [...target.changes, ...ends] };
}
