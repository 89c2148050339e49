import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { ClusterTemplate } from '../../model/cluster-template.ts';
import type { Estate } from '../../model/environment.ts';
import { compareText } from '../../model/order.ts';
import { isOverHttp, type RequestedJob, requestedJobs } from '../../model/requested-job.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';

/** What the runtime has to do in one namespace. */
export interface Needs {
  readonly namespace: string;
  readonly pools: readonly WorkerPool[];
  readonly groups: readonly CapacityGroup[];
  readonly jobs: readonly RequestedJob[];
  readonly clusters: readonly ClusterTemplate[];
}

/** What there is to do, a namespace at a time, in the order of their names; a namespace without anything is left out. */
export function needsOf({ pools, groups, jobs, clusters }: Estate): readonly Needs[] {
  const here = {
    pools: byNamespace(pools),
    groups: byNamespace(groups),
    jobs: byNamespace(requestedJobs(jobs)),
    clusters: byNamespace(clusters),
  };
  const namespaces = new Set(Object.values(here).flatMap((found) => [...found.keys()]));
  return [...namespaces].toSorted(compareText).map((namespace) => ({
    namespace,
    pools: here.pools.get(namespace) ?? [],
    groups: here.groups.get(namespace) ?? [],
    jobs: here.jobs.get(namespace) ?? [],
    clusters: here.clusters.get(namespace) ?? [],
  }));
}

/** In one pass: estates have as many namespaces as they like. */
function byNamespace<T extends { readonly namespace: string }>(
  policies: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const one of policies) {
    const known = found.get(one.namespace);
    if (known === undefined) found.set(one.namespace, [one]);
    else known.push(one);
  }
  return found;
}

/** Tells whether the controller has something to do here. */
export function isControlled({ pools, groups, jobs }: Needs): boolean {
  return pools.length + groups.length + jobs.length > 0;
}

/** Tells whether the controller watches pools and groups here. */
export function isWatched({ pools, groups }: Needs): boolean {
  return pools.length + groups.length > 0;
}

/** Tells whether anybody may ask for something over HTTP here. */
export function isServed({ jobs, clusters }: Needs): boolean {
  return clusters.length > 0 || jobs.some(isOverHttp);
}
