import type { Instant, Millis } from '../../model/units.ts';
import type { Reason } from '../reason.ts';
import { type GraceMemory, graceEnd } from './grace.ts';
import { loadedOf } from './loaded-model.ts';
import type { ModelState } from './model-state.ts';
import { type Standing, standingOf } from './standing.ts';
import { type LimitClaim, shareLimit } from './total-limit.ts';
import type { Switches } from './want.ts';

/** The rules of an installation. 0 and `undefined` mean no limit. */
export interface PlanRules extends Switches {
  readonly totalLimit?: number | undefined;
  readonly priorityLevels?: number | undefined;
  /** How long an idle model keeps its workers. */
  readonly grace: Millis;
}

export interface PlanInput {
  /** One for each Deployment that is served, with the load by the newest snapshot, in any order. */
  readonly models: readonly ModelState[];
  /** The place of each queue in the snapshot; decides between equals. */
  readonly places: ReadonlyMap<string, number>;
  /** Replicas of labelled Deployments that are not served; they count against the limit. */
  readonly others: number;
  readonly rules: PlanRules;
  readonly memory: GraceMemory;
  /** Set while the newest snapshot is no fresh picture: then nothing idle is lowered. */
  readonly stale?: { readonly because: string; readonly age: Millis };
  readonly now: Instant;
}

/** How many workers one Deployment should have now, and why; the last reason decided. */
export interface PlatformDecision {
  readonly current: number;
  /** Without limit and grace period. */
  readonly wanted: number;
  readonly replicas: number;
  readonly reasons: readonly Reason[];
}

export interface Plan {
  /** By Deployment. */
  readonly decisions: ReadonlyMap<string, PlatformDecision>;
  readonly memory: GraceMemory;
  /** When the next grace period ends. */
  readonly again?: Instant;
}

interface Placed {
  readonly model: ModelState;
  readonly standing: Standing;
}

/**
 * The number of workers of every model by the newest snapshot. Raising and lowering to another number above 0 are immediate
 * while there is work; what is idle is lowered once its grace period is over. The limit is never exceeded by raising.
 */
export function planWorkers(input: PlanInput): Plan {
  const { rules, memory } = input;
  const placed = loadedOf(input.models, rules.priorityLevels).map((model) => ({
    model,
    standing: standingOf(model, rules, memory.get(model.deployment.name)),
  }));
  const shares = shareOf(placed, input);
  let left = shares.left;
  const decisions = new Map<string, PlatformDecision>();
  for (const { model, standing } of placed) {
    const { name, replicas: current } = model.deployment;
    const decision = decide(standing, current, shares.given.get(name), left, input);
    decisions.set(name, decision);
    if (standing.kind === 'idle') left -= Math.max(0, decision.replicas - current);
  }
  return { decisions, ...remember(placed, input) };
}

function shareOf(placed: readonly Placed[], { rules, others, places }: PlanInput) {
  const claims = placed.flatMap((one) => claimOf(one, places));
  const limit = rules.totalLimit ?? 0;
  const available = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  const claiming = new Set(claims.map(({ name }) => name));
  const held = placed
    .filter(({ model }) => !claiming.has(model.deployment.name))
    .reduce((sum, { model }) => sum + model.deployment.replicas, others);
  if (limit > 0) return shareLimit(claims, available - held);
  const given = claims.map(({ name, wanted, current }) => [name, wanted ?? current] as const);
  return { given: new Map(given), left: available };
}

function claimOf(
  { model, standing }: Placed,
  places: ReadonlyMap<string, number>,
): readonly LimitClaim[] {
  const { deployment, reading } = model;
  const claims = standing.kind === 'busy' || (standing.kind === 'reading' && standing.busy);
  if (!claims || !reading.ok) return [];
  return [
    {
      name: deployment.name,
      priority: reading.load.priority,
      api: deployment.identity.api,
      place: places.get(deployment.queue) ?? places.size,
      current: deployment.replicas,
      wanted: standing.kind === 'busy' ? standing.workers : undefined,
    },
  ];
}

function decide(
  standing: Standing,
  current: number,
  given: number | undefined,
  left: number,
  input: PlanInput,
): PlatformDecision {
  switch (standing.kind) {
    case 'left':
    case 'reading':
      return { current, wanted: current, replicas: current, reasons: [standing.reason] };
    case 'busy':
      return limited(standing.reason, current, standing.workers, given ?? standing.workers);
    case 'idle':
      return standing.floor > current
        ? limited(
            standing.reason,
            current,
            standing.floor,
            current + Math.min(standing.floor - current, left),
          )
        : settle(standing, current, input);
  }
}

function limited(reason: Reason, current: number, wanted: number, replicas: number) {
  const cut: Reason = { rule: 'group', resource: 'workers', wanted, workers: replicas };
  return { current, wanted, replicas, reasons: replicas === wanted ? [reason] : [reason, cut] };
}

/** Lowers what is idle once it has been so for the whole grace period, by a picture that is fresh. */
function settle(
  { floor, since, reason }: Extract<Standing, { kind: 'idle' }>,
  current: number,
  { rules, now, stale }: PlanInput,
): PlatformDecision {
  const until = graceEnd(since ?? now, rules.grace);
  if (floor === current) return { current, wanted: floor, replicas: floor, reasons: [reason] };
  if (since === undefined || now < until) {
    const held: Reason = { rule: 'hold', until, workers: current };
    return { current, wanted: floor, replicas: current, reasons: [reason, held] };
  }
  if (stale !== undefined) {
    const held: Reason = { rule: 'stale', ...stale, workers: current };
    return { current, wanted: floor, replicas: current, reasons: [reason, held] };
  }
  return { current, wanted: floor, replicas: floor, reasons: [reason] };
}

/** Keeps the grace periods that still hold something. */
function remember(
  placed: readonly Placed[],
  { rules, memory }: PlanInput,
): Omit<Plan, 'decisions'> {
  const kept = new Map<string, Instant>();
  const ends: Instant[] = [];
  for (const { model, standing } of placed) {
    const { name, replicas } = model.deployment;
    const since = memory.get(name);
    if (since === undefined || !mayBeLowered(standing, replicas)) continue;
    kept.set(name, since);
    ends.push(graceEnd(since, rules.grace));
  }
  return { memory: kept, ...(ends.length === 0 ? {} : { again: Math.min(...ends) as Instant }) };
}

/** An idle model whose floor is not known yet may be. */
function mayBeLowered(standing: Standing, current: number): boolean {
  switch (standing.kind) {
    case 'idle':
      return current > standing.floor;
    case 'reading':
      return !standing.busy;
    case 'left':
    case 'busy':
      return false;
  }
}
