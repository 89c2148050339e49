import type { Estate } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { alertRules } from './alerts.ts';
import { backlogRule } from './backlog.ts';
import { claimRule, rosterShare } from './roster-share.ts';
import type { Rule, RuleGroup } from './rule.ts';
import { hasRivals, sharesByClaim } from './share-budget.ts';
import { upstreamShare } from './upstream-share.ts';

/** Writes a pool's Prometheus rules: the share that KEDA scales by, the backlog, the alerts. Groups are never empty. */
export function poolRules(
  pool: WorkerPool,
  estate: Estate,
): { readonly groups: readonly RuleGroup[] } {
  const rules = [...recordingRules(pool, estate), ...alertRules(pool, estate)];
  const watch = { name: `roster-${pool.namespace}-${pool.name}`, rules };
  return { groups: [...shareGroups(pool, estate), ...(rules.length > 0 ? [watch] : [])] };
}

function shareGroups(pool: WorkerPool, estate: Estate): readonly RuleGroup[] {
  const { engine, scaling } = pool;
  if (engine.name !== 'keda' || scaling.demand.mode !== 'share') return [];
  const { formula } = scaling.demand;
  return [formula === 'roster' ? rosterShare(pool, estate) : upstreamShare(pool, formula)];
}

/** What the share's group does not record. A pool that is sized another way claims its part where others share by claim. */
function recordingRules(pool: WorkerPool, estate: Estate): readonly Rule[] {
  if (sharesByClaim(pool)) return [];
  const claim = hasRivals(pool, estate) ? claimRule(pool, estate) : undefined;
  const backlog =
    claim !== undefined || isBacklogRead(pool) ? backlogRule(pool, estate) : undefined;
  return [backlog, claim].filter((rule) => rule !== undefined);
}

/** A HyperFlow pool keeps its one rule while nothing reads another. */
function isBacklogRead({ engine, scaling: { demand }, alerts }: WorkerPool): boolean {
  if (engine.name !== 'keda' || demand.mode !== 'share') return true;
  return alerts.backlogNotDraining.enabled || alerts.signalStale.enabled;
}
