import type { Instant, Millis } from '../../model/units.ts';

/** Settings of Knative's pod autoscaler; in brackets what they are by default. */
export interface KnativeSpec {
  /** Concurrency or requests per second for one pod. */
  readonly target: number;
  /** At most so many times the ready pods in one step (1000). */
  readonly maxScaleUpRate: number;
  /** At least one part in so many of them (2). */
  readonly maxScaleDownRate: number;
  /** As many times the ready pods make a panic (2). */
  readonly panicThreshold: number;
  /** A panic lasts so long after its last cause (60 s). */
  readonly stableWindow: Millis;
  /** The most of this window counts (0 s). */
  readonly scaleDownDelay: Millis;
}

export interface KnativeState {
  readonly panicSince?: Instant;
  readonly panicMost: number;
  readonly recent: readonly { readonly at: Instant; readonly pods: number }[];
}

export const calmKnativeState: KnativeState = { panicMost: 0, recent: [] };

/** Averages over the stable (60 s) and the panic window (6 s); not reachable: nothing routes to the revision any more. */
export interface KnativeReading {
  readonly now: Instant;
  readonly ready: number;
  readonly stableAverage: number;
  readonly panicAverage: number;
  readonly isReachable: boolean;
}

/**
 * One tick (2 s) of Knative's pod autoscaler, as it was read in August 2026, without the grace and the retention of the
 * last pod that come after it. In a panic it never lowers.
 */
export function stepKnative(
  spec: KnativeSpec,
  state: KnativeState,
  { now, ready, stableAverage, panicAverage, isReachable }: KnativeReading,
): { readonly pods: number; readonly state: KnativeState } {
  const some = Math.max(1, ready);
  const most = Math.ceil(spec.maxScaleUpRate * some);
  const least = isReachable ? Math.floor(some / spec.maxScaleDownRate) : 0;
  const bounded = (average: number): number =>
    Math.min(Math.max(Math.ceil(average / spec.target), least), most);
  const stable = bounded(stableAverage);
  const burst = bounded(panicAverage);
  const panicSince = panicAfter(spec, state, now, Math.ceil(panicAverage / spec.target) / some);
  const panicMost = panicSince === undefined ? 0 : Math.max(state.panicMost, stable, burst);
  const wanted = panicSince === undefined ? stable : panicMost;
  const recent = [...state.recent, { at: now, pods: wanted }].filter(
    ({ at }) => at > now - spec.scaleDownDelay,
  );
  return {
    pods: Math.max(wanted, ...recent.map(({ pods }) => pods)),
    state: { panicMost, recent, ...(panicSince !== undefined && { panicSince }) },
  };
}

function panicAfter(
  spec: KnativeSpec,
  { panicSince }: KnativeState,
  now: Instant,
  overload: number,
): Instant | undefined {
  if (overload >= spec.panicThreshold) return now;
  if (panicSince !== undefined && panicSince + spec.stableWindow < now) return undefined;
  return panicSince;
}
