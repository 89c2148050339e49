import type { Acted } from '../act/scale-pool.ts';
import type { CellDecision } from '../cell/decide-cell.ts';
import { replicasOf } from '../cell/gather-pool.ts';
import { deploymentOf, type Obstructed, type Subject, type View } from '../cell/look.ts';
import type { Obstacle } from '../cell/obstacle.ts';
import type { World } from '../cell/world.ts';
import type { ReconcilerParts } from '../reconciler-parts.ts';
import type { PoolObject } from '../resource/pool.ts';
import { nextGroupStatus, unreadableGroupStatus } from './next-group-status.ts';
import { nextPoolStatus, obstructedStatus } from './next-pool-status.ts';
import type { LastDecision, PoolStatus } from './pool-status.ts';
import { quotaFinding } from './quota-finding.ts';
import { watchedPoolStatus } from './watched-pool-status.ts';
import { writeStatus } from './write-status.ts';

type Parts = Pick<ReconcilerParts, 'writes' | 'mayWrite'>;

/** What was seen, decided and done about a cell. */
export interface Story {
  readonly view: View;
  readonly world: World;
  /** Absent where there was nothing to decide about. */
  readonly decided?: CellDecision;
  readonly acted: ReadonlyMap<string, Acted>;
  /** By pool id: changes of which no status says anything yet. */
  readonly changed?: ReadonlyMap<string, LastDecision>;
  readonly wall: number;
}

/** Writes the statuses of a cell where they say something new, and gives what could not be written. */
export async function sayCell(
  story: Story,
  parts: Parts,
  abort: AbortSignal,
): Promise<readonly unknown[]> {
  const { world, wall } = story;
  const view = upToDate(story.view, world);
  const gaps = gapsOf(story.decided);
  const pools: readonly (readonly [PoolObject, PoolStatus])[] = [
    ...view.subjects.flatMap((subject) => {
      const status = statusOf(subject, story, gaps);
      return status === undefined ? [] : [[subject.object, status] as const];
    }),
    ...view.obstructed.map((one) => [one.object, statusOfObstructed(one, world, wall)] as const),
    ...view.watched.map((one) => [one.object, watchedPoolStatus(one, world, wall)] as const),
  ];
  const outcomes = await Promise.allSettled([
    ...pools.map(([object, status]) => writePoolStatus(object, status, world, parts, abort)),
    writeGroupStatus({ ...story, view }, parts, abort),
  ]);
  return outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
}

/** The resources with the status that was written last: that may be newer than what was looked at. */
function upToDate(view: View, world: World): View {
  const refresh = <T extends { readonly object: PoolObject }>(one: T): T => {
    const { uid, name } = one.object.metadata;
    const object = world.pool(name)?.object;
    return object?.metadata.uid === uid && object !== undefined ? { ...one, object } : one;
  };
  const group = view.knownGroup && world.group(view.knownGroup.object.metadata.name);
  return {
    ...view,
    subjects: view.subjects.map(refresh),
    obstructed: view.obstructed.map(refresh),
    watched: view.watched.map(refresh),
    ...(group && { knownGroup: group }),
  };
}

/** By pool id: why its signal gives nothing at present. */
function gapsOf(decided: CellDecision | undefined): ReadonlyMap<string, string> {
  const inputs = decided?.inputs ?? [];
  return new Map(
    inputs.flatMap(({ id, observation: { gap } }) => (gap ? [[id, gap.because] as const] : [])),
  );
}

function statusOf(
  { object, pool, deployment }: Subject,
  story: Story,
  gaps: ReadonlyMap<string, string>,
): PoolStatus | undefined {
  const { decided, acted, changed, world, wall } = story;
  const decision = decided?.decisions.get(pool.id);
  if (decision === undefined) return undefined;
  const done = acted.get(pool.id);
  const lastDecision = changed?.get(pool.id);
  const now = deploymentOf(pool, world) ?? deployment;
  return nextPoolStatus(
    {
      pool,
      decision,
      gap: gaps.get(pool.id),
      deployment: now,
      replicas: replicasOf(done?.act === 'scaled' ? done.deployment : now),
      ...(lastDecision && { lastDecision }),
      ...(done?.act === 'refused' && { obstacle: done.obstacle }),
    },
    object.status,
    wall,
  );
}

function statusOfObstructed(
  { object, obstacle }: Obstructed,
  world: World,
  wall: number,
): PoolStatus {
  const { name, generation = 0 } = object.metadata;
  const engine = world.pool(name)?.read;
  return obstructedStatus(
    { generation, ...(engine?.ok && { engine: engine.pool.engine }) },
    obstacle,
    world.copyOf('deployments')?.get(name),
    object.status,
    wall,
  );
}

function writePoolStatus(
  object: PoolObject,
  status: PoolStatus,
  world: World,
  { writes, mayWrite }: Parts,
  abort: AbortSignal,
): Promise<void> {
  return writeStatus<PoolStatus, PoolObject>({
    object,
    status,
    mayWrite,
    write: () => writes.poolStatus(object, status, abort),
    learn: (written) => {
      world.copyOf('workerpools')?.learn(written);
      // what is known of it is its status too; that it changed is no reason to look again
      world.changed('workerpools', object.metadata.name);
    },
    tell: (one) => writes.tell('WorkerPool', object, one),
  });
}

async function writeGroupStatus(
  { view, world, decided, wall }: Story,
  { writes, mayWrite }: Parts,
  abort: AbortSignal,
): Promise<void> {
  const known = view.knownGroup;
  if (known === undefined) return;
  const { object, read } = known;
  // what is not known of the pools of a group is not said to be nothing
  if (read.ok && decided === undefined && view.obstructed.some(isUnknown)) return;
  const status = read.ok
    ? nextGroupStatus(
        read.group,
        decided?.groupDecision,
        quotaFinding(read.group, world.copyOf('resourcequotas')),
        object.status,
        wall,
      )
    : unreadableGroupStatus(object.metadata.generation ?? 0, read, object.status, wall);
  await writeStatus({
    object,
    status,
    mayWrite,
    write: () => writes.groupStatus(object, status, abort),
    learn: (written) => {
      world.copyOf('capacitygroups')?.learn(written);
      world.changed('capacitygroups', object.metadata.name);
    },
    tell: (one) => writes.tell('CapacityGroup', object, one),
  });
}

/** Whether nobody can tell what a pool takes of its group. */
function isUnknown({ obstacle }: Obstructed): boolean {
  return obstacle.reason === 'DecisionFailed' || obstacle.reason === 'Unreadable';
}

/** All subjects of a view as pools that stay as they are. */
export function obstructAll(view: View, obstacle: Obstacle): View {
  const obstructed = view.subjects.map(({ object, deployment }) => ({
    object,
    deployment,
    obstacle,
  }));
  return { ...view, subjects: [], obstructed: [...view.obstructed, ...obstructed] };
}
