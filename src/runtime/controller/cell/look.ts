import type { Group } from '../resource/group.ts';
import type { Pool, PoolObject, ScaledPool, WatchedPool } from '../resource/pool.ts';
import type { Cell } from './cells.ts';
import type { Deployment } from './objects.ts';
import type { Obstacle } from './obstacle.ts';
import type { KnownGroup, KnownPool, WatchedName, World } from './world.ts';

/** A pool that can be decided about. */
export interface Subject {
  readonly object: PoolObject;
  readonly pool: ScaledPool;
  readonly deployment: Deployment;
}

/** A pool that stays as it is. */
export interface Obstructed {
  readonly object: PoolObject;
  readonly obstacle: Obstacle;
  readonly deployment?: Deployment;
}

/** A pool that somebody else scales. */
export interface Onlooked {
  readonly object: PoolObject;
  readonly pool: WatchedPool;
}

/** A cell as it is in the caches, sorted by what can be done about its parts. */
export interface View {
  readonly subjects: readonly Subject[];
  readonly obstructed: readonly Obstructed[];
  readonly watched: readonly Onlooked[];
  /** Set where the cell is a group whose resource can be read. */
  readonly group?: Group;
  readonly knownGroup?: KnownGroup;
}

/** Looks at a cell. */
export function look(cell: Cell, world: World): View {
  const pools = world.poolsOf(cell);
  const known = cell.kind === 'group' ? world.group(cell.name) : undefined;
  const common = cell.kind === 'group' ? groupObstacle(cell, known, world) : undefined;
  const view = { subjects: [], obstructed: [], watched: [] } as {
    subjects: Subject[];
    obstructed: Obstructed[];
    watched: Onlooked[];
  };
  for (const one of pools) sort(one, world, common, view);
  return {
    ...view,
    ...(known !== undefined && { knownGroup: known }),
    ...(known?.read.ok && { group: known.read.group }),
  };
}

function sort(
  { object, read }: KnownPool,
  world: World,
  common: Obstacle | undefined,
  view: { subjects: Subject[]; obstructed: Obstructed[]; watched: Onlooked[] },
): void {
  if (!read.ok) {
    const message = sentences(read.problems.map(({ sentence }) => sentence));
    view.obstructed.push({ object, obstacle: { reason: 'Invalid', message } });
    return;
  }
  const { pool } = read;
  if (pool.engine !== 'runtime') {
    view.watched.push({ object, pool });
    return;
  }
  const deployment = deploymentOf(pool, world);
  const obstacle = common ?? unreadable(world) ?? obstacleOf(pool, deployment, world);
  if (obstacle === undefined && deployment !== undefined) {
    view.subjects.push({ object, pool, deployment });
  } else if (obstacle !== undefined) {
    view.obstructed.push({ object, obstacle, ...(deployment && { deployment }) });
  }
}

/** The Deployment of a pool, which has its name; one that is being deleted is none. */
export function deploymentOf(pool: Pool, world: World): Deployment | undefined {
  const deployment = world.copyOf('deployments')?.get(pool.name);
  return deployment?.metadata.deletionTimestamp === undefined ? deployment : undefined;
}

const needed = ['deployments', 'pods', 'horizontalpodautoscalers'] as const;

/** What cannot be read at all is waited for by nobody, but without these no number is safe. */
function unreadable(
  world: World,
  resources: readonly WatchedName[] = needed,
): Obstacle | undefined {
  const missing = resources.find((resource) => !world.copyOf(resource)?.hasSynced());
  if (missing === undefined) return undefined;
  const message = `The ${missing} of namespace ${world.namespace} cannot be read; look at the rights of the controller.`;
  return { reason: 'Unreadable', message };
}

function obstacleOf(
  pool: ScaledPool,
  deployment: Deployment | undefined,
  world: World,
): Obstacle | undefined {
  if (deployment === undefined) {
    return {
      reason: 'DeploymentMissing',
      message: `There is no Deployment ${pool.name} in namespace ${pool.namespace}.`,
    };
  }
  const [other] = world.scalersOf(pool.name);
  if (other === undefined) return undefined;
  const kind = other.kind ?? 'HorizontalPodAutoscaler or ScaledObject';
  return {
    reason: 'OwnedByAnother',
    message: `The ${kind} ${other.metadata.name} scales the same Deployment; two would fight.`,
  };
}

function groupObstacle(
  { name, namespace }: Cell,
  known: KnownGroup | undefined,
  world: World,
): Obstacle | undefined {
  if (known === undefined) {
    const unread = unreadable(world, ['capacitygroups']);
    if (unread !== undefined) return unread;
    const message = `There is no CapacityGroup ${name} in namespace ${namespace}.`;
    return { reason: 'GroupMissing', message };
  }
  if (known.read.ok) return undefined;
  const found = sentences(known.read.problems.map(({ sentence }) => sentence));
  return { reason: 'GroupInvalid', message: `CapacityGroup ${name}: ${found}` };
}

/** As much as a condition can hold. */
export function sentences(all: readonly string[]): string {
  const shown = all.slice(0, 10).join('; ');
  return all.length > 10 ? `${shown}; and ${all.length - 10} more` : shown;
}
