import type { Environment } from '../../model/environment.ts';
import type { Metrics } from '../../model/metrics.ts';
import { type Context, complain } from '../place.ts';
import { metricsDefaults } from '../schema/defaults.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';
import { readPositiveDuration } from '../values/values.ts';

/** Reads `spec.metrics`, and says where nobody reads them. */
export function readMetrics(
  context: Context,
  { port, path = metricsDefaults.path, interval, timeout }: NonNullable<WrittenPool['metrics']>,
  { name, prometheusOperator }: Environment,
): Metrics {
  if (!prometheusOperator.enabled) {
    complain(
      context,
      'no-pod-monitor',
      ['metrics'],
      (field) =>
        `${field} has no meaning in environment \`${name}\`, which has no Prometheus operator`,
      { at: 'key' },
    );
  }
  const read = (field: 'interval' | 'timeout', text: string) =>
    readPositiveDuration(context, ['metrics', field], text);
  const every = interval === undefined ? undefined : read('interval', interval);
  const wait = timeout === undefined ? undefined : read('timeout', timeout);
  // one such PodMonitor is enough for the operator to refuse it, or for Prometheus to refuse them all
  if (wait !== undefined && (every === undefined || wait > every)) {
    complain(
      context,
      'conflicting-fields',
      ['metrics', 'timeout'],
      (field) =>
        `${field} must be at most \`interval\`, got ${timeout} beside ${interval ?? 'none'}`,
    );
  }
  return {
    port,
    path,
    ...(every !== undefined && { interval: every }),
    ...(wait !== undefined && { timeout: wait }),
  };
}
