import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Estate } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { type Context, complain } from '../place.ts';
import { nearest } from '../suggest/suggest.ts';
import { reportBudget } from './budget.ts';
import { reportCluster } from './cluster.ts';
import { reportCollisions } from './collisions.ts';
import { reportGroup } from './group.ts';
import { reportJob } from './job.ts';
import { reportPool } from './pool/pool.ts';
import { reportQuota } from './quota.ts';
import { reportRuntime } from './runtime.ts';

/** Rules between the policies of one environment; pools and jobs come out with what their group gives them. */
export function linkEstate(estate: Estate, diagnostics: Diagnostic[]): Estate {
  const groups = new Map(estate.groups.map((group) => [`${group.namespace}/${group.name}`, group]));
  const pools = estate.pools.map((pool) => joinGroup(pool, groups, diagnostics));
  for (const pool of pools) reportPool(contextOf(pool, diagnostics), pool, estate.environment);
  const jobs = estate.jobs.map((job) => joinGroup(job, groups, diagnostics));
  const linked = { ...estate, pools, jobs };
  const members = membersByGroup(pools);
  for (const group of estate.groups) {
    reportGroup(contextOf(group, diagnostics), group, estate.environment);
    reportQuota(group, members.get(`${group.namespace}/${group.name}`) ?? [], diagnostics);
  }
  for (const job of jobs) reportJob(contextOf(job, diagnostics), job, linked);
  for (const cluster of estate.clusters)
    reportCluster(contextOf(cluster, diagnostics), cluster, linked);
  reportBudget(linked, diagnostics);
  reportCollisions(linked, diagnostics);
  reportRuntime(linked, diagnostics);
  return linked;
}

function membersByGroup(pools: readonly WorkerPool[]): ReadonlyMap<string, readonly WorkerPool[]> {
  const members = new Map<string, WorkerPool[]>();
  for (const pool of pools) {
    const key = `${pool.namespace}/${pool.group}`;
    const known = members.get(key);
    if (known === undefined) members.set(key, [pool]);
    else known.push(pool);
  }
  return members;
}

/** The group's priority class marks the pods that its quota counts, whatever makes them. */
function joinGroup<T extends WorkerPool | JobTemplate>(
  pool: T,
  groups: ReadonlyMap<string, CapacityGroup>,
  diagnostics: Diagnostic[],
): T {
  if (pool.group === undefined) return pool;
  const group = groups.get(`${pool.namespace}/${pool.group}`);
  const context = contextOf(pool, diagnostics);
  if (group === undefined) {
    const names = [...groups.values()]
      .filter(({ namespace }) => namespace === pool.namespace)
      .map(({ name }) => name);
    const near = nearest(pool.group, names);
    complain(
      context,
      'unknown-reference',
      ['group'],
      (field) =>
        `${field} must name a CapacityGroup of namespace \`${pool.namespace}\`, got "${pool.group}"`,
      {
        help: near && `did you mean \`${near}\`?`,
      },
    );
    return pool;
  }
  const { priorityClass } = pool.worker;
  const { name } = group.priorityClass;
  if (priorityClass !== undefined && priorityClass !== name) {
    complain(
      context,
      'conflicting-fields',
      ['worker', 'priorityClass'],
      (field) =>
        `${field} must be \`${name}\`, which marks the pods of group \`${group.name}\`, got "${priorityClass}"`,
      {
        help: `remove it: a ${pool.kind === 'WorkerPool' ? 'pool' : 'job'} in a group has the priority class of its group`,
      },
    );
  }
  const derived = {
    ...pool.provenance.derived,
    'worker.priorityClass': {
      from: 'derived' as const,
      rule: 'group-priority-class',
      inputs: [['group']],
    },
  };
  return {
    ...pool,
    worker: { ...pool.worker, priorityClass: name },
    provenance: priorityClass === undefined ? { ...pool.provenance, derived } : pool.provenance,
  };
}

/** The context in which something is said about a policy of an estate. */
function contextOf(
  { provenance: { document, layers } }: Pick<WorkerPool, 'provenance'>,
  diagnostics: Diagnostic[],
): Context {
  return { document, layers, diagnostics };
}
