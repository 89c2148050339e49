import type { Decision } from '../../../src/scaling/decision.ts';
import { explain } from '../../../src/scaling/explain.ts';
import type { GroupInput } from '../../../src/scaling/group-input.ts';
import type { PoolInput } from '../../../src/scaling/pool-input.ts';
import { standing } from '../../../src/scaling/standing.ts';
import { at } from '../pool-input.ts';
import type { Turn } from './cell.ts';

interface Case {
  readonly second: number;
  readonly input: PoolInput;
  readonly decision: Decision;
  readonly isGrouped: boolean;
}

/** What is wrong with a decision by itself; empty where nothing is. */
export function broken({ second, inputs, decisions, cell }: Turn): readonly string[] {
  const alone = inputs.flatMap((input) => {
    const decision = decisions.get(input.id)!;
    const one = { second, input, decision, isGrouped: cell.group !== undefined };
    return Object.entries(laws)
      .filter(([, holds]) => !holds(one))
      .map(([law]) => `${law}: ${describe(one)}`);
  });
  const quota = cell.group === undefined ? [] : overdrawn(cell.group, inputs, decisions);
  return [...alone, ...quota.map((resource) => `raised beyond the quota of ${resource}`)];
}

function describe({ second, input, decision }: Case): string {
  const { id, current } = input;
  const why = decision.reasons.map((reason) => `${reason.rule}: ${explain(reason)}`).join('; ');
  return `${id} at ${second}, ${current} → ${decision.replicas} (${decision.freshness}), ${why}`;
}

const laws: Readonly<Record<string, (one: Case) => boolean>> = {
  'a whole number of workers': ({ decision }) =>
    Number.isInteger(decision.replicas) && decision.replicas >= 0,
  'raised above the maximum': ({ input, decision, second }) =>
    hasPin(input, second) || decision.replicas <= Math.max(input.current, decision.max),
  'lowered below the minimum': ({ input, decision, second, isGrouped }) =>
    isGrouped ||
    hasPin(input, second) ||
    decision.replicas >= Math.min(input.current, decision.min),
  'lowered without knowing': (one) => !isBlind(one) || one.decision.replicas >= mayGo(one),
  'lowered before the hold has passed after a start': ({ input, decision, second }) =>
    hasPin(input, second) ||
    at(second) >= input.memory.since + input.scaling.hold ||
    decision.replicas >= input.current,
  'a busy worker taken': ({ input, decision }) =>
    decision.replicas >=
    Math.min(input.current, Math.max(input.busy, input.current - (input.idle ?? input.current))),
  'again in the past': ({ decision, second }) =>
    decision.again === undefined || decision.again > at(second),
  'no reason': ({ decision }) => decision.reasons.length > 0,
};

function hasPin(input: PoolInput, second: number): boolean {
  return standing(input.intervention, at(second))?.kind === 'pin';
}

function isBlind({ decision, input, second }: Case): boolean {
  if (hasPin(input, second)) return false;
  const { next } = input.scaling.onSignalLoss;
  if (decision.freshness === 'lost') return next === 'hold' || 'atLeast' in next;
  return decision.freshness === 'stale' || decision.freshness === 'never';
}

// A window or a lower maximum is a written decision.
function mayGo({ input, decision }: Case): number {
  return Math.min(input.current, decision.max);
}

/** The resources of a quota beyond which a group is raised. */
export function overdrawn(
  { quota, requests, others }: GroupInput,
  inputs: readonly PoolInput[],
  decisions: ReadonlyMap<string, Decision>,
): readonly string[] {
  return Object.entries(quota).flatMap(([resource, amount]) => {
    const rows = inputs.map(({ id, current, terminating }) => {
      const each = Number(requests[id]?.[resource] ?? 0);
      const { replicas } = decisions.get(id)!;
      return { each, more: replicas - current, pods: Math.max(replicas, current) + terminating };
    });
    const isRaised = rows.some(({ each, more }) => each > 0 && more > 0);
    const taken = rows.reduce(
      (sum, { each, pods }) => sum + each * pods,
      Number(others[resource] ?? 0),
    );
    return isRaised && taken > Number(amount) ? [resource] : [];
  });
}
