import type { Scaling } from '../model/scaling.ts';
import { signalOf } from '../model/scaling.ts';
import { seconds } from '../model/units.ts';

/** What KEDA takes for the number of workers when a signal has failed too often. */
export interface Fallback {
  readonly failureThreshold: number;
  readonly replicas: number;
  readonly behavior: 'static' | 'currentReplicasIfHigher';
}

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
    // KEDA polls at whole seconds, which is what its failures count.
    failureThreshold: Math.ceil(holdFor / 1000 / seconds(scaling.pollingInterval)),
    replicas,
    behavior: 'workers' in next ? 'static' : 'currentReplicasIfHigher',
  };
}
