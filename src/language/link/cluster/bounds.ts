import type { ClusterTemplate } from '../../../model/cluster-template.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';
import { type Bound, reportRoom } from './room.ts';

/** Checks the numbers of workers against each other, and a cluster against the limits of its template. */
export function reportClusterBounds(context: Context, cluster: ClusterTemplate): void {
  reportNumbers(context, cluster);
  reportOpenEnd(context, cluster);
  for (const bound of limitsOf(cluster)) reportRoom(context, cluster, bound);
}

function reportNumbers(context: Context, { workers, perNode }: ClusterTemplate): void {
  const { min, max, default: usual } = workers;
  const over = (path: Path, other: string, limit: number, value: number) =>
    complain(
      context,
      'min-over-max',
      path,
      (field) => `${field} must be at most \`${other}\`, ${limit}, got ${value}`,
    );
  if (max !== undefined && min > max) over(['workers', 'min'], 'max', max, min);
  else if (max !== undefined && usual > max) over(['workers', 'default'], 'max', max, usual);
  if (usual < min) {
    complain(
      context,
      'min-over-max',
      ['workers', 'default'],
      (field) => `${field} must be at least \`min\`, ${min}, got ${usual}`,
    );
  }
  if (perNode !== undefined && min > 0) {
    complain(
      context,
      'conflicting-fields',
      ['workers', 'min'],
      (field) =>
        `${field} must be 0 with \`worker.placement.onePerNode\`: there may be fewer nodes, got ${min}`,
    );
  }
}

/** A client that adapts without a maximum asks for as many workers as there are tasks. */
function reportOpenEnd(context: Context, cluster: ClusterTemplate): void {
  const { workers, limits, perNode, group } = cluster;
  const { perCluster, perUser, total } = limits;
  const isBounded = [
    workers.max,
    perNode,
    group,
    ...Object.values(perCluster),
    perUser.cpu,
    perUser.memory,
    total.cpu,
    total.memory,
    total.pods,
  ].some((bound) => bound !== undefined);
  if (isBounded) return;
  complain(
    context,
    'cluster-unbounded',
    ['workers', 'max'],
    (field) => `${field} is required here: nothing else bounds the workers of a cluster`,
    { at: 'key', help: 'name it, a `group`, or `limits.perCluster`' },
  );
}

function limitsOf({ limits }: ClusterTemplate): readonly Bound[] {
  return (['perCluster', 'perUser', 'total'] as const).flatMap((scope) =>
    (['cpu', 'memory'] as const).flatMap((resource): readonly Bound[] => {
      const amount = limits[scope][resource];
      const path = ['limits', scope, resource];
      return amount === undefined
        ? []
        : [{ path, amount, resource: `requests.${resource}`, isCluster: scope === 'perCluster' }];
    }),
  );
}
