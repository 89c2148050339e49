import type { CapacityGroup } from '../model/capacity-group.ts';
import type { Environment } from '../model/environment.ts';
import type { WorkerPool } from '../model/worker-pool.ts';

export type Labels = Readonly<Record<string, string>>;

/** What tells an object of ours from those of others. */
export const managedByRoster: Labels = { 'app.kubernetes.io/managed-by': 'roster' };

/** The labels of an object that an environment needs once, beside those it brings along. */
export function environmentLabels(environment: Environment, own: Labels): Labels {
  return { ...environment.labels, ...own, ...managedByRoster };
}

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
    ...managedByRoster,
    'app.kubernetes.io/part-of': group.name,
  };
}

/** The labels of the pods. A selector that was taken over wins over ours: a Deployment whose selector does not match its pods is refused. */
export function podLabels(pool: WorkerPool, environment: Environment): Labels {
  return {
    ...environment.labels,
    // HyperFlow's operator keeps a pool's own labels off its pods.
    ...(pool.dialect === 'hyperflow' ? {} : pool.labels),
    ...pool.worker.labels,
    ...fixedPodLabels(pool),
  };
}

/** The pod labels that nothing in a policy can change, `podTemplate` included. */
export function fixedPodLabels(pool: WorkerPool): Labels {
  return { ...ownLabels(pool), ...selectorOf(pool) };
}

/** What tells the pods of a pool from all others; immutable in a Deployment, so it is made of the pool's name only. */
export function selectorOf({ name, namespace, worker: { selector } }: WorkerPool): Labels {
  if (selector === undefined) return { 'app.kubernetes.io/name': name, 'roster.dev/pool': name };
  if (Object.keys(selector).length === 0) {
    throw new Error(`the empty selector of pool ${namespace}/${name} would select every pod`);
  }
  return selector;
}

/**
 * What tells the pods of a pool from all others to whoever is not bound to the Deployment's selector: one that was taken
 * over may match pods of others, which must not be cut off, nor counted as ours.
 */
export function ownPodsOf(pool: WorkerPool): Labels {
  const entries = Object.entries(fixedPodLabels(pool));
  return Object.fromEntries(entries.filter(([key]) => selecting.has(key)));
}

const selecting: ReadonlySet<string> = new Set(['app.kubernetes.io/name', 'roster.dev/pool']);

function ownLabels({ name, group }: WorkerPool): Labels {
  return {
    'app.kubernetes.io/name': name,
    ...managedByRoster,
    ...(group === undefined ? {} : { 'app.kubernetes.io/part-of': group }),
    'roster.dev/pool': name,
  };
}
