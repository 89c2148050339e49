import type { Environment } from '../../model/environment.ts';
import { formatDuration } from '../../model/units.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { defined } from '../defined.ts';
import { type Labels, ownPodsOf } from '../labels.ts';
import { poolMetadata } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';

export interface PodMonitor extends KubernetesObject {
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels };
    /** Labels of the pods that their series get. */
    readonly podTargetLabels: readonly string[];
    readonly podMetricsEndpoints: readonly Endpoint[];
  };
}

interface Endpoint {
  readonly port: string;
  readonly path: string;
  readonly interval?: string;
  readonly scrapeTimeout?: string;
}

/** Where the metrics of a pool's workers are, for the operator that reads it. Its labels are what the operator selects by. */
export function podMonitor(pool: WorkerPool, environment: Environment): PodMonitor | undefined {
  const { enabled, podMonitorLabels } = environment.prometheusOperator;
  if (!enabled || pool.metrics === undefined) return undefined;
  const { port, path, interval, timeout } = pool.metrics;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: poolMetadata('PodMonitor', pool, environment, { labels: podMonitorLabels }),
    spec: {
      selector: { matchLabels: ownPodsOf(pool) },
      podTargetLabels: ['roster.dev/pool'],
      podMetricsEndpoints: [
        defined<Endpoint>({
          port,
          path,
          interval: interval && formatDuration(interval),
          scrapeTimeout: timeout && formatDuration(timeout),
        }),
      ],
    },
  };
}
