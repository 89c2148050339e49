import { type Instant, millis } from '../../model/units.ts';
import { type HpaChange, type HpaRules, limitChange } from './hpa-behavior.ts';
import {
  type HpaMetric,
  proposeReplicas,
  type ReplicaCounts,
  type Tolerance,
} from './hpa-proposal.ts';

/** What a HorizontalPodAutoscaler says, its defaults filled in: `defaultBehavior` has those of the behaviour. */
export interface HpaSpec {
  /** 0 only where scaling to zero is enabled. */
  readonly min: number;
  readonly max: number;
  readonly tolerance: Tolerance;
  readonly up: HpaRules;
  readonly down: HpaRules;
}

/** What it remembers; plain JSON, bounded by the windows and periods. */
export interface HpaState {
  readonly proposals: readonly { readonly at: Instant; readonly replicas: number }[];
  readonly changes: readonly HpaChange[];
}

export const emptyHpaState: HpaState = { proposals: [], changes: [] };

/** What Kubernetes takes where `spec.behavior` and the tolerance are not written, by its documentation. */
export const defaultBehavior: Pick<HpaSpec, 'tolerance' | 'up' | 'down'> = {
  tolerance: { up: 0.1, down: 0.1 },
  up: {
    window: millis(0),
    select: 'Max',
    policies: [
      { type: 'Pods', value: 4, per: millis(15_000) },
      { type: 'Percent', value: 100, per: millis(15_000) },
    ],
  },
  down: {
    window: millis(300_000),
    select: 'Max',
    policies: [{ type: 'Percent', value: 100, per: millis(15_000) }],
  },
};

/**
 * One evaluation of the Horizontal Pod Autoscaler (every 15 s by default): propose, stabilise, limit, clamp.
 * At no replicas it is off unless the minimum is 0; outside its bounds it goes to the nearer one without asking a metric.
 */
export function stepHpa(
  spec: HpaSpec,
  state: HpaState,
  {
    now,
    metrics,
    ...counts
  }: ReplicaCounts & { readonly now: Instant; readonly metrics: readonly HpaMetric[] },
): { readonly replicas: number; readonly state: HpaState } {
  const { current } = counts;
  if (current === 0 && spec.min > 0) return { replicas: 0, state };
  if (current < spec.min || current > spec.max) {
    return moved(spec, state, now, current, clamp(current, spec));
  }
  const proposal = proposeReplicas(metrics, counts, spec.tolerance);
  if (proposal === undefined) return { replicas: current, state };
  const stable = stabilise(spec, state, now, current, proposal);
  const limited = limitChange(stable, current, spec, state.changes, now);
  const proposals = [...state.proposals, { at: now, replicas: proposal }];
  return moved(spec, { ...state, proposals }, now, current, clamp(limited, spec));
}

// Up by the least of the window, down by the most of it; between the two it stays.
function stabilise(
  { up, down }: HpaSpec,
  { proposals }: HpaState,
  now: Instant,
  current: number,
  proposal: number,
): number {
  const within = (rules: HpaRules): readonly number[] => [
    proposal,
    ...proposals.filter(({ at }) => at > now - rules.window).map(({ replicas }) => replicas),
  ];
  const least = Math.min(...within(up));
  const most = Math.max(...within(down));
  return Math.min(Math.max(current, least), most);
}

function moved(spec: HpaSpec, state: HpaState, now: Instant, from: number, to: number) {
  const longest = Math.max(
    0,
    ...[...spec.up.policies, ...spec.down.policies].map(({ per }) => per),
  );
  const window = Math.max(spec.up.window, spec.down.window);
  const changes = to === from ? state.changes : [...state.changes, { at: now, by: to - from }];
  return {
    replicas: to,
    state: {
      proposals: state.proposals.filter(({ at }) => at > now - window),
      changes: changes.filter(({ at }) => at > now - longest),
    },
  };
}

function clamp(replicas: number, { min, max }: HpaSpec): number {
  return Math.min(Math.max(replicas, min), max);
}
