/** `spec.fallback` of a ScaledObject; `behavior` came with KEDA 2.17. */
export interface KedaFallback {
  readonly failureThreshold: number;
  readonly replicas: number;
  readonly behavior:
    | 'static'
    | 'currentReplicas'
    | 'currentReplicasIfHigher'
    | 'currentReplicasIfLower';
}

/** The replicas a trigger's metric is made up for. */
export interface FallbackTarget {
  readonly current: number;
  readonly ready: number;
  readonly type: 'averageValue' | 'value';
  readonly target: number;
}

/**
 * What KEDA answers the HPA for a trigger (as KEDA 2.20 was read): its value, or, after more failures in a row than the
 * threshold, the metric that makes the HPA want the fallback's replicas. `metric` is undefined for an error: no fallback,
 * not yet, or a fallback for all replicas together while none is ready.
 */
export function stepKedaMetric(
  fallback: KedaFallback | undefined,
  failures: number,
  value: number | undefined,
  target: FallbackTarget,
): { readonly failures: number; readonly metric: number | undefined } {
  if (value !== undefined) return { failures: 0, metric: value };
  const failed = failures + 1;
  if (fallback === undefined || failed <= fallback.failureThreshold) {
    return { failures: failed, metric: undefined };
  }
  return { failures: failed, metric: metricFor(replicasOf(fallback, target.current), target) };
}

function replicasOf({ behavior, replicas }: KedaFallback, current: number): number {
  switch (behavior) {
    case 'static':
      return replicas;
    case 'currentReplicas':
      return current;
    case 'currentReplicasIfHigher':
      return Math.max(current, replicas);
    case 'currentReplicasIfLower':
      return Math.min(current, replicas);
  }
}

function metricFor(replicas: number, { type, target, ready }: FallbackTarget): number | undefined {
  switch (type) {
    case 'averageValue':
      return replicas * target;
    case 'value':
      return ready === 0 ? undefined : (replicas / ready) * target;
  }
}
