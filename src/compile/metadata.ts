import type { Environment } from '../model/environment.ts';
import type { WorkerPool } from '../model/worker-pool.ts';
import { type Labels, poolLabels } from './labels.ts';
import type { Metadata } from './object.ts';
import { syncAnnotations } from './sync.ts';

/** The metadata of a pool's object of this kind: named like the pool. Annotations of ours win over those given. */
export function poolMetadata(
  kind: string,
  pool: WorkerPool,
  environment: Environment,
  more: { readonly labels?: Labels; readonly annotations?: Labels } = {},
): Metadata {
  const { name, namespace } = pool;
  const labels = {
    ...poolLabels(pool, environment),
    ...dialectLabels(kind, pool),
    ...more.labels,
  };
  return withAnnotations(
    { name, namespace, labels },
    { ...more.annotations, ...syncAnnotations(kind, environment) },
  );
}

/** What HyperFlow's operator puts on its objects, for those who select by it. */
function dialectLabels(kind: string, { dialect, name }: WorkerPool): Labels {
  if (dialect !== 'hyperflow') return {};
  switch (kind) {
    case 'Deployment':
      return { app: name };
    case 'ScaledObject':
      return { name };
    case 'PrometheusRule':
      return { prometheus: 'kube-prometheus', release: 'monitoring' };
    default:
      return {};
  }
}

/** Adds annotations where there are any. */
export function withAnnotations(metadata: Metadata, annotations: Labels): Metadata {
  return Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations };
}
