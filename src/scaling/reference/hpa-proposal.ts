/**
 * An external metric with its target for one replica (`averageValue`, which KEDA uses by default) or for all of them
 * together (`value`). No `value`: the metrics API gave none.
 */
export interface HpaMetric {
  readonly type: 'averageValue' | 'value';
  readonly target: number;
  readonly value: number | undefined;
}

/** How far from the target nothing changes, as a part of it: 0.1 unless set. */
export interface Tolerance {
  readonly up: number;
  readonly down: number;
}

export interface ReplicaCounts {
  readonly current: number;
  readonly ready: number;
}

/**
 * What the Horizontal Pod Autoscaler (autoscaling/v2, as its controller was read in August 2026) proposes: the most of
 * what its metrics propose. `undefined` is its error: no metric answered, or one did not and the others would lower;
 * then it does nothing, and remembers no proposal either.
 */
export function proposeReplicas(
  metrics: readonly HpaMetric[],
  replicas: ReplicaCounts,
  tolerance: Tolerance,
): number | undefined {
  const answers = metrics.flatMap((metric) =>
    metric.value === undefined ? [] : [proposalOf(metric, metric.value, replicas, tolerance)],
  );
  if (answers.length === 0) return undefined;
  const most = Math.max(...answers);
  return answers.length < metrics.length && most < replicas.current ? undefined : most;
}

function proposalOf(
  { type, target }: HpaMetric,
  value: number,
  { current, ready }: ReplicaCounts,
  tolerance: Tolerance,
): number {
  switch (type) {
    case 'averageValue': {
      const ratio = value / (target * current);
      return isNear(ratio, tolerance) ? current : Math.ceil(value / target);
    }
    case 'value': {
      const ratio = value / target;
      if (current === 0) return Math.ceil(ratio);
      return isNear(ratio, tolerance) ? current : Math.ceil(ratio * ready);
    }
  }
}

function isNear(ratio: number, { up, down }: Tolerance): boolean {
  return Math.abs(1 - ratio) <= (ratio > 1 ? up : down);
}
