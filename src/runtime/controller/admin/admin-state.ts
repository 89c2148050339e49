import type { Clock } from '../../clock.ts';
import type { Leader } from '../../kube/leader.ts';
import type { Ledger } from '../ledger.ts';
import type { ControllerMetrics } from '../metrics/controller-metrics.ts';
import type { PoolSeries } from '../metrics/pool-series.ts';
import type { Progress } from '../progress.ts';
import type { Cluster } from '../watch/cluster.ts';
import type { AdminState } from './answer-admin.ts';
import { decisionsDocument, poolsDocument } from './documents.ts';

/** What the admin port tells about. */
export interface AdminParts {
  readonly clock: Clock;
  readonly leader: Leader;
  readonly instance: string;
  readonly version: string;
  readonly cluster: Cluster;
  readonly ledger: Ledger;
  readonly metrics: ControllerMetrics;
  readonly poolSeries: PoolSeries;
  readonly progress: Progress;
}

/** Makes what the admin port answers from, by the parts of a running controller. */
export function createAdminState(parts: AdminParts): AdminState {
  const { clock, leader, instance, version, cluster, ledger, metrics, poolSeries, progress } =
    parts;
  const { registry } = metrics;
  return {
    metrics: async () => {
      poolSeries.age(clock.read().now);
      return { type: registry.contentType, text: await registry.metrics() };
    },
    sickness: progress.sickness,
    unreadiness: cluster.unreadiness,
    leads: leader.isLeader,
    leaderName: leader.holder,
    pools: () => poolsDocument(cluster.worlds),
    decisions: (namespace, name) =>
      decisionsDocument({ namespace, name }, cluster.worlds, ledger, {
        instance,
        version,
        leads: leader.isLeader(),
        now: clock.read(),
      }),
  };
}
