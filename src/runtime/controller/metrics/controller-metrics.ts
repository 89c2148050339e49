import { Registry } from 'prom-client';
import type { RuntimeMetricName } from '../../../model/runtime-metrics.ts';
import { registerProcessMetrics } from './process-metrics.ts';
import { type Registered, registerMetrics } from './registered-metrics.ts';

const names = [
  'roster_build_info',
  'roster_leader',
  'roster_pool_wanted_replicas',
  'roster_pool_current_replicas',
  'roster_pool_ready_replicas',
  'roster_pool_max_replicas',
  'roster_pool_backlog',
  'roster_pool_signal_age_seconds',
  'roster_pool_reason',
  'roster_pool_decisions_total',
  'roster_busy_workers_killed_total',
  'roster_group_quota',
  'roster_group_used',
  'roster_reconcile_errors_total',
  'roster_reconcile_duration_seconds',
  'roster_signal_reads_total',
  'roster_scale_latency_seconds',
] as const satisfies readonly RuntimeMetricName[];

/** What the controller exports about pools, groups and itself. */
export interface ControllerMetrics extends Registered<(typeof names)[number]> {
  /** All of it, for `/metrics`, the process included; what starts Jobs registers its own here. */
  readonly registry: Registry;
}

/** The label `component`, and `controller` where it is pools that are reconciled. */
export const component = 'controller';
export const poolController = 'workerpool';

/** Registers what the controller exports; what is not about one policy is there at once. */
export function createControllerMetrics(version: string): ControllerMetrics {
  const registry = new Registry();
  const metrics = registerMetrics(registry, names);
  registerProcessMetrics(registry);
  metrics.roster_build_info.set({ component, version }, 1);
  metrics.roster_leader.set({ component }, 0);
  metrics.roster_reconcile_errors_total.inc({ controller: poolController }, 0);
  return { ...metrics, registry };
}
