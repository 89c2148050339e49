import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import {
  type RuntimeMetric,
  type RuntimeMetricName,
  runtimeMetrics,
} from '../../../model/runtime-metrics.ts';

type Metrics = typeof runtimeMetrics;
type LabelOf<N extends RuntimeMetricName> = Metrics[N]['labels'][number];

/** A metric by its name: what its type can do, with its labels and no others. */
export type Metric<N extends RuntimeMetricName> = Metrics[N]['type'] extends 'counter'
  ? Counter<LabelOf<N>>
  : Metrics[N]['type'] extends 'gauge'
    ? Gauge<LabelOf<N>>
    : Histogram<LabelOf<N>>;

export type Registered<N extends RuntimeMetricName> = { readonly [K in N]: Metric<K> };

/** From a tenth of a millisecond to half a minute: decisions take the one, calls on a slow server the other. */
const buckets = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Registers these metrics as `runtimeMetrics` declares them, so that no query can ask for a name that we do not export. */
export function registerMetrics<N extends RuntimeMetricName>(
  registry: Registry,
  names: readonly N[],
): Registered<N> {
  const made = names.map((name) => [name, make(registry, name, runtimeMetrics[name])] as const);
  // each name has the metric of its declared type; an object made of entries cannot say so by itself
  return Object.fromEntries(made) as unknown as Registered<N>;
}

function make(registry: Registry, name: string, { type, labels, help }: RuntimeMetric) {
  const settings = { name, help, labelNames: [...labels], registers: [registry] };
  switch (type) {
    case 'counter':
      return new Counter(settings);
    case 'gauge':
      return new Gauge(settings);
    case 'histogram':
      return new Histogram({ ...settings, buckets });
  }
}
