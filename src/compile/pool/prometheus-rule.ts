import type { Estate } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { poolMetadata } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';
import { poolRules } from '../rules/pool-rules.ts';
import type { RuleGroup } from '../rules/rule.ts';

export interface PrometheusRule extends KubernetesObject {
  readonly spec: { readonly groups: readonly RuleGroup[] };
}

/** The recorded series and alerts of a pool, where the operator that reads them is there. Its labels are what the operator selects by. */
export function prometheusRule(pool: WorkerPool, estate: Estate): PrometheusRule | undefined {
  const { enabled, ruleLabels } = estate.environment.prometheusOperator;
  if (!enabled) return undefined;
  const { groups } = poolRules(pool, estate);
  if (groups.length === 0) return undefined;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: poolMetadata('PrometheusRule', pool, estate.environment, { labels: ruleLabels }),
    spec: { groups },
  };
}
