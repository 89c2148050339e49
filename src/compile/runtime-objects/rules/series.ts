import type { RuntimeMetricName } from '../../../model/runtime-metrics.ts';
import { matchers } from '../../rules/promql.ts';

/** A series of the runtime, by the namespace that it runs in; none of these has a label `namespace` of its own. */
export function series(
  metric: RuntimeMetricName,
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
  suffix: '' | '_bucket' | '_count' = '',
): string {
  return `${metric}${suffix}${matchers({ namespace, ...labels })}`;
}
