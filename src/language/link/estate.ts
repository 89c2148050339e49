import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Estate } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { type Context, complain } from '../place.ts';
import { nearest } from '../suggest/suggest.ts';
import { reportBudget } from './budget.ts';
import { reportCollisions } from './collisions.ts';
import { reportPool } from './pool/pool.ts';
import { reportQuota } from './quota.ts';

/** Rules between the policies of one environment; pools come out with what their group gives them. */
export function linkEstate(estate: Estate, diagnostics: Diagnostic[]): Estate {
  const groups = new Map(estate.groups.map((group) => [`${group.namespace}/${group.name}`, group]));
  const pools = estate.pools.map((pool) => joinGroup(pool, groups, diagnostics));
  for (const pool of pools) reportPool(contextOf(pool, diagnostics), pool, estate.environment);
  const linked = { ...estate, pools };
  const members = membersByGroup(pools);
  for (const group of estate.groups) {
    reportQuota(group, members.get(`${group.namespace}/${group.name}`) ?? [], diagnostics);
  }
  reportBudget(linked, diagnostics);
  reportCollisions(linked, diagnostics);
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

function joinGroup(
  pool: WorkerPool,
  groups: ReadonlyMap<string, CapacityGroup>,
  diagnostics: Diagnostic[],
): WorkerPool {
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
        help: 'remove it: a pool in a group has the priority class of its group',
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
  { provenance: { document, layers } }: Pick<WorkerPool | CapacityGroup, 'provenance'>,
  diagnostics: Diagnostic[],
): Context {
  return { document, layers, diagnostics };
}
