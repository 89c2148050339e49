import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CapacityGroup } from '../../model/capacity-group.ts';
import { isObject } from '../../model/json.ts';
import type { Pod } from '../../model/pod.ts';
import { podAmount } from '../../model/pod-resources.ts';
import type { Quantity } from '../../model/quantity.ts';
import { formatAmount } from '../../model/quantity.ts';
import { ownContainers } from '../../model/relaxed-by.ts';
import type { Path } from '../../model/source.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { type Context, complain } from '../place.ts';

import { containersOf } from './pod/containers.ts';
import { itemsOf } from './pod/template-items.ts';
import { isNone } from './pool/percent.ts';

/** Checks a group's quota against its pools: minima fit together, one worker and one surge pod fit each, requests are there. */
export function reportQuota(
  group: CapacityGroup,
  members: readonly WorkerPool[],
  diagnostics: Diagnostic[],
): void {
  const context = {
    document: group.provenance.document,
    layers: group.provenance.layers,
    diagnostics,
  };
  for (const [resource, quota] of group.quota) {
    reportMinima(context, { group, resource, quota }, members);
    for (const pool of members)
      reportOne(
        { document: pool.provenance.document, layers: pool.provenance.layers, diagnostics },
        { group, resource, quota },
        pool,
      );
  }
}

interface Limit {
  readonly group: CapacityGroup;
  readonly resource: string;
  readonly quota: Quantity;
}

function reportMinima(
  context: Context,
  { resource, quota }: Limit,
  members: readonly WorkerPool[],
): void {
  const shares = members
    .map((pool) => ({
      pool,
      nano: BigInt(pool.scaling.min) * (podAmount(pool.worker, resource) ?? 0n),
    }))
    .filter(({ nano }) => nano > 0n);
  const sum = shares.reduce((total, { nano }) => total + nano, 0n);
  if (sum <= quota.nano) return;
  const parts = shares.map(
    ({ pool, nano }) =>
      `${pool.name} ${pool.scaling.min} × ${formatAmount(nano / BigInt(pool.scaling.min), resource)}`,
  );
  complain(
    context,
    'quota-below-minimum',
    pathOf(resource),
    (field) =>
      `${field} must hold the minima of its pools, which need ${formatAmount(sum, resource)} ${resource} (${parts.join(', ')}), got ${quota.text}`,
    {
      help: 'raise the quota, or lower `spec.scaling.min` of these pools',
    },
  );
}

function reportOne(context: Context, { group, resource, quota }: Limit, pool: WorkerPool): void {
  const amount = podAmount(pool.worker, resource);
  reportRequests(context, group, resource, pool);
  if (amount === undefined) return;
  if (pool.scaling.max === 0) return;
  const surge = surgePods(pool);
  const needed = amount * BigInt(1 + surge);
  if (needed <= quota.nano) return;
  const what = surge === 0 ? 'one worker' : 'one worker and one surge pod';
  complain(
    context,
    'quota-below-worker',
    resource === 'pods' ? ['group'] : placeOf(pool.worker, resource),
    (field) =>
      `${field} must leave room for ${what} in group \`${group.name}\`: they need ${formatAmount(needed, resource)} ${resource}, the quota is ${quota.text}`,
    {
      help:
        surge === 0
          ? 'raise the quota or make the worker smaller'
          : 'raise the quota, make the worker smaller, or set `spec.worker.rollout.maxSurge: 0` with `maxUnavailable: 1`',
    },
  );
}

/** Where the container takes it that takes most of a resource, the main one if several do. */
export function placeOf(worker: Pod, resource: string): Path {
  const [kind = '', name = ''] = splitResource(resource);
  const taken = containersOf(worker).map(({ path, container: { requests, limits } }) => ({
    path,
    nano: ((kind === 'requests' ? requests.get(name) : undefined) ?? limits.get(name))?.nano ?? 0n,
  }));
  const most = taken.reduce((above, one) => (one.nano > above.nano ? one : above));
  return [...most.path, 'resources', kind, name];
}

/** Of cpu and memory a quota demands that every container says what it takes; of all else it counts what is said. */
export function reportRequests(
  context: Context,
  group: CapacityGroup,
  resource: string,
  pool: { readonly worker: Pod },
): void {
  if (!/^(requests|limits)\.(cpu|memory)$/.test(resource)) return;
  const [kind = '', name = ''] = splitResource(resource);
  for (const place of placesWithout(pool.worker, kind, name)) {
    complain(
      context,
      'quota-needs-request',
      [...place, 'resources', kind, name],
      (field) =>
        `${field} is required, because group \`${group.name}\` has a quota for ${resource}: the API server refuses pods without it`,
      { at: 'key' },
    );
  }
}

/** The containers that do not say how much of a resource they take, those of the podTemplate included. */
function placesWithout(worker: Pod, kind: string, name: string): readonly Path[] {
  const own = containersOf(worker).filter(({ container: { requests, limits } }) => {
    // Kubernetes takes a missing request from the limit
    return !(kind === 'requests' && requests.has(name)) && !limits.has(name);
  });
  return [...own.map(({ path }) => path), ...templatesWithout(worker, kind, name)];
}

function templatesWithout(worker: Pod, kind: string, name: string): readonly Path[] {
  const { podTemplate } = worker;
  const spec = isObject(podTemplate?.spec) ? podTemplate.spec : {};
  const own = new Set<unknown>(ownContainers(worker));
  const has = (resources: unknown, of: string): boolean => {
    const amounts = isObject(resources) ? resources[of] : undefined;
    return isObject(amounts) && amounts[name] !== undefined && amounts[name] !== null;
  };
  return ['containers', 'initContainers'].flatMap((list) =>
    itemsOf(spec, list)
      .filter(({ item }) => !own.has(item.name))
      .filter(({ item: { resources } }) => !has(resources, kind) && !has(resources, 'limits'))
      .map(({ index }) => ['worker', 'podTemplate', 'spec', list, index]),
  );
}

/** Whether a rollout needs room for a pod beside the old ones; percentages of surge round up, so any above zero is one pod. */
function surgePods({ worker: { rollout } }: WorkerPool): 0 | 1 {
  return rollout.recreate || isNone(rollout.maxSurge) ? 0 : 1;
}

function splitResource(resource: string): readonly string[] {
  const dot = resource.indexOf('.');
  return [resource.slice(0, dot), resource.slice(dot + 1)];
}

function pathOf(resource: string): Path {
  if (resource === 'pods') return ['quota', 'pods'];
  const [kind, name = ''] = splitResource(resource);
  if (kind === 'limits') return ['quota', 'limits', name];
  return name === 'cpu' || name === 'memory' ? ['quota', name] : ['quota', 'extended', name];
}
