import type { RuntimeMetricName } from '../../model/runtime-metrics.ts';
import type { OtherSeries } from './other-series.ts';

/** A matcher beside that of the namespace, such as `pool=~"$pool"`. */
type Matcher = string;
type Wrap = (selector: string) => string;

const asItIs: Wrap = (selector) => selector;

/**
 * Selects a series of the runtime in the namespaces looked at. A scrape that does not honour labels has the namespace of
 * the runtime in `namespace`, and what we mean in `exported_namespace`; here both come out as `namespace`.
 */
export function runtimeSeries(
  metric: RuntimeMetricName,
  matchers: readonly Matcher[],
  wrap = asItIs,
): string {
  const renamed = select(metric, ['exported_namespace=~"$namespace"', ...matchers]);
  const kept = select(metric, ['exported_namespace=""', inNamespace, ...matchers]);
  return `label_replace(${wrap(renamed)}, "namespace", "$1", "exported_namespace", "(.+)") or ${wrap(kept)}`;
}

/** Selects a series of kube-state-metrics, whose label `from` names what the dashboard calls `to`. */
export function clusterSeries(
  metric: OtherSeries,
  {
    from,
    to,
    name = '(.+)',
  }: { readonly from: string; readonly to: string; readonly name?: string },
  more: readonly Matcher[] = [],
): string {
  const named = `${from}=~"${name.replace('(.+)', `($${to})`)}"`;
  return `label_replace(${select(metric, [inNamespace, named, ...more])}, "${to}", "$1", "${from}", "${name}")`;
}

/** Selects a series that our rules record. */
export function recorded(metric: string, matchers: readonly Matcher[]): string {
  return select(metric, [inNamespace, ...matchers]);
}

/** Aggregates by these labels alone: those of the exporter (`pod`, `instance`) are gone, so that a restart is no new series. */
export function by(operator: 'max' | 'sum', labels: readonly string[], expression: string): string {
  return `${operator} by (${labels.join(', ')}) (${expression})`;
}

/** The first of several answers, for each set of labels by itself: pools of KEDA stand beside those of the runtime. */
export function firstOf(...expressions: readonly string[]): string {
  return expressions.join('\nor\n');
}

/** Wraps a counter: what it counts in a second. */
export const perSecond: Wrap = (selector) => `rate(${selector}[$__rate_interval])`;
/** Wraps a counter: what it has counted in the step of a curve. */
export const perInterval: Wrap = (selector) => `increase(${selector}[$__rate_interval])`;

const inNamespace = 'namespace=~"$namespace"';

function select(metric: string, matchers: readonly Matcher[]): string {
  return `${metric}{${matchers.join(', ')}}`;
}
