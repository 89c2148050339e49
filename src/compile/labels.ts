import type { CapacityGroup } from '../model/capacity-group.ts';
import type { Environment } from '../model/environment.ts';
import type { WorkerPool } from '../model/worker-pool.ts';

export type Labels = Readonly<Record<string, string>>;

/** The labels of every object of a pool. Those of policies cannot override ours: the controller and selectors rely on them. */
export function poolLabels(pool: WorkerPool, environment: Environment): Labels {
  return { ...environment.labels, ...pool.labels, ...ownLabels(pool) };
}

/** The labels of a group's objects. */
export function groupLabels(group: CapacityGroup, environment: Environment): Labels {
  return {
    ...environment.labels,
    ...group.labels,
    'app.kubernetes.io/name': group.name,
    'app.kubernetes.io/managed-by': 'roster',
    'app.kubernetes.io/part-of': group.name,
  };
}

/** The labels of the pods. A selector that was taken over wins over ours: a Deployment whose selector does not match its pods is refused. */
export function podLabels(pool: WorkerPool, environment: Environment): Labels {
  return {
    ...environment.labels,
    ...pool.labels,
    ...pool.worker.labels,
    ...fixedPodLabels(pool),
  };
}

/** The pod labels that nothing in a policy can change, `podTemplate` included. */
export function fixedPodLabels(pool: WorkerPool): Labels {
  return { ...ownLabels(pool), ...selectorOf(pool) };
}

/** What tells the pods of a pool from all others; immutable in a Deployment, so it is made of the pool's name only. */
export function selectorOf(pool: WorkerPool): Labels {
  return (
    pool.worker.selector ?? { 'app.kubernetes.io/name': pool.name, 'roster.dev/pool': pool.name }
  );
}

function ownLabels({ name, group }: WorkerPool): Labels {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/managed-by': 'roster',
    ...(group === undefined ? {} : { 'app.kubernetes.io/part-of': group }),
    'roster.dev/pool': name,
  };
}
