import type { Instant } from '../../../model/units.ts';
import type { ControllerMetrics } from './controller-metrics.ts';

/** The numbers of a pool after a decision. */
export interface PoolNumbers {
  readonly wanted: number;
  readonly current: number;
  readonly ready: number;
  readonly max: number;
  /** Absent while the signal has not answered, or there is none. */
  readonly sample?: { readonly units: number; readonly sampledAt: Instant };
  readonly reason?: string;
}

/** The series of each pool. They come with the pool, its counters at zero, and go with it, or with the lease. */
export interface PoolSeries {
  show(poolId: string, numbers: PoolNumbers): void;
  moved(poolId: string, direction: 'up' | 'down'): void;
  /** A worker was stopped while it had work. */
  killed(poolId: string): void;
  /** To be called before each scrape: ages grow by themselves. */
  age(now: Instant): void;
  forget(poolId: string): void;
  clear(): void;
}

interface Shown {
  readonly reason: string | undefined;
  readonly sampledAt: Instant | undefined;
}

/** Makes the series of pools in these metrics. */
export function createPoolSeries(metrics: ControllerMetrics): PoolSeries {
  const shown = new Map<string, Shown>();
  const gauges = [
    metrics.roster_pool_wanted_replicas,
    metrics.roster_pool_current_replicas,
    metrics.roster_pool_ready_replicas,
    metrics.roster_pool_max_replicas,
    metrics.roster_pool_backlog,
    metrics.roster_pool_signal_age_seconds,
    metrics.roster_busy_workers_killed_total,
  ];

  function begin(poolId: string): void {
    const labels = labelsOf(poolId);
    for (const direction of ['up', 'down']) {
      metrics.roster_pool_decisions_total.inc({ ...labels, direction }, 0);
    }
    metrics.roster_busy_workers_killed_total.inc(labels, 0);
  }

  function showSample(poolId: string, sample: PoolNumbers['sample']): void {
    const labels = labelsOf(poolId);
    if (sample !== undefined) metrics.roster_pool_backlog.set(labels, sample.units);
    else {
      metrics.roster_pool_backlog.remove(labels);
      metrics.roster_pool_signal_age_seconds.remove(labels);
    }
  }

  function showReason(poolId: string, reason: string | undefined, before: Shown | undefined): void {
    if (reason === before?.reason) return;
    const labels = labelsOf(poolId);
    if (before?.reason !== undefined) {
      metrics.roster_pool_reason.remove({ ...labels, reason: before.reason });
    }
    if (reason !== undefined) metrics.roster_pool_reason.set({ ...labels, reason }, 1);
  }

  function forget(poolId: string): void {
    const before = shown.get(poolId);
    if (before === undefined) return;
    shown.delete(poolId);
    const labels = labelsOf(poolId);
    for (const gauge of gauges) gauge.remove(labels);
    for (const direction of ['up', 'down']) {
      metrics.roster_pool_decisions_total.remove({ ...labels, direction });
    }
    showReason(poolId, undefined, before);
  }

  return {
    show(poolId, { wanted, current, ready, max, sample, reason }) {
      const labels = labelsOf(poolId);
      const before = shown.get(poolId);
      if (before === undefined) begin(poolId);
      metrics.roster_pool_wanted_replicas.set(labels, wanted);
      metrics.roster_pool_current_replicas.set(labels, current);
      metrics.roster_pool_ready_replicas.set(labels, ready);
      metrics.roster_pool_max_replicas.set(labels, max);
      showSample(poolId, sample);
      showReason(poolId, reason, before);
      shown.set(poolId, { reason, sampledAt: sample?.sampledAt });
    },
    moved: (poolId, direction) => {
      metrics.roster_pool_decisions_total.inc({ ...labelsOf(poolId), direction });
    },
    killed: (poolId) => {
      // a pool that is not shown would get a series that nobody takes away
      if (shown.has(poolId)) metrics.roster_busy_workers_killed_total.inc(labelsOf(poolId));
    },
    age: (now) => {
      for (const [poolId, { sampledAt }] of shown) {
        if (sampledAt === undefined) continue;
        const age = Math.max(0, now - sampledAt) / 1_000;
        metrics.roster_pool_signal_age_seconds.set(labelsOf(poolId), age);
      }
    },
    forget,
    clear: () => {
      for (const poolId of [...shown.keys()]) forget(poolId);
    },
  };
}

function labelsOf(poolId: string): { readonly namespace: string; readonly pool: string } {
  const [namespace = '', pool = ''] = poolId.split('/');
  return { namespace, pool };
}
