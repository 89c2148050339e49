import type { Estate } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { alertRules } from './alerts.ts';
import { backlogRule } from './backlog.ts';
import { rosterShare } from './roster-share.ts';
import type { RuleGroup } from './rule.ts';
import { upstreamShare } from './upstream-share.ts';

/** Writes a pool's Prometheus rules: the share that KEDA scales by, the backlog, the alerts. Groups are never empty. */
export function poolRules(
  pool: WorkerPool,
  estate: Estate,
): { readonly groups: readonly RuleGroup[] } {
  const share = shareGroup(pool, estate);
  const alerts = alertRules(pool, estate);
  const backlog = recordsBacklog(pool) ? backlogRule(pool, estate) : undefined;
  const rules = backlog === undefined ? alerts : [backlog, ...alerts];
  const watch: RuleGroup = { name: `roster-${pool.namespace}-${pool.name}`, rules };
  return {
    groups: [share, watch].filter(
      (group) => group !== undefined && group.rules.length > 0,
    ) as RuleGroup[],
  };
}

function shareGroup(pool: WorkerPool, estate: Estate): RuleGroup | undefined {
  const { engine, scaling } = pool;
  if (engine.name !== 'keda' || scaling.demand.mode !== 'share') return undefined;
  const { formula } = scaling.demand;
  return formula === 'roster' ? rosterShare(pool, estate) : upstreamShare(pool, formula);
}

/** Not twice beside the share, and not for a HyperFlow pool of which nobody reads it: that one keeps its one rule. */
function recordsBacklog({ engine, scaling: { demand }, alerts }: WorkerPool): boolean {
  if (engine.name !== 'keda' || demand.mode !== 'share') return true;
  const isRead = alerts.backlogNotDraining.enabled || alerts.signalStale.enabled;
  return demand.formula !== 'roster' && isRead;
}
