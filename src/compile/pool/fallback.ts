import type { Scaling } from '../../model/scaling.ts';
import { signalOf } from '../../model/scaling.ts';

/** What KEDA takes for the number of workers when a signal has failed too often. */
export interface Fallback {
  readonly failureThreshold: number;
  readonly replicas: number;
  /** Left out, `replicas` is meant exactly; KEDA before 2.17 does not know the field. */
  readonly behavior?: 'currentReplicasIfHigher';
}

/**
 * How often the HPA asks for the metric, in milliseconds, unless the cluster's controller manager says otherwise. KEDA
 * counts a failure at each of these questions, and none at its own polling.
 */
const HPA_ASKS_EVERY = 15_000;

/**
 * The fallback after a lost signal. To hold there is none: KEDA and the HPA then do nothing, which is holding.
 * Zero replicas are never written, since a gap is not a zero.
 */
export function fallback(scaling: Scaling): Fallback | undefined {
  const { holdFor, next } = scaling.onSignalLoss;
  if (next === 'hold' || signalOf(scaling.demand) === undefined) return undefined;
  const replicas = 'workers' in next ? next.workers : next.atLeast;
  if (replicas === 0) return undefined;
  return {
    // KEDA falls back at the first failure beyond the threshold, so never before the time is over.
    failureThreshold: Math.max(1, Math.ceil(holdFor / HPA_ASKS_EVERY)),
    replicas,
    ...('atLeast' in next ? { behavior: 'currentReplicasIfHigher' } : {}),
  };
}
