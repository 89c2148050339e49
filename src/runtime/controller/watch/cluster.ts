import type { WantedSignal } from '../../signals/wanted-signal.ts';
import { keyOfCell } from '../cell/cells.ts';
import { createWorld, type World } from '../cell/world.ts';
import type { Nodes } from '../reconciler-parts.ts';
import { type NamespaceWatch, type WatchParts, watchNamespace } from './watch-namespace.ts';
import { createNodeWatch } from './watch-nodes.ts';

/** All namespaces that are served, as their informers have them. */
export interface Cluster {
  readonly worlds: ReadonlyMap<string, World>;
  nodes(): Nodes | undefined;
  /** Takes up what changed among the pools, to be called before a cell is looked at; whether anything did. */
  refresh(): boolean;
  /** What all pools that we scale need read. */
  wantedSignals(): readonly WantedSignal[];
  /** The keys of all cells. */
  allCells(): readonly string[];
  cellsOfSignal(key: string): readonly string[];
  /** Why nothing could be decided at present; `undefined` where it could. */
  unreadiness(): string | undefined;
}

/** What is told while watching. */
export interface Told {
  /** The key of a cell that has to look again. */
  readonly changed: (cell: string) => void;
  /** A pod that leaves a pool. */
  readonly departed: (poolId: string, podName: string) => void;
}

/** So long the API server may be away before we call ourselves not ready. */
const mostStaleMs = 60_000;

/** Begins to watch; `ended` gets what to wait for after `abort`. */
export function watchCluster(
  namespaces: readonly string[],
  parts: WatchParts,
  told: Told,
  ended: (run: Promise<void>) => void,
  abort: AbortSignal,
): Cluster {
  const { changed } = told;
  let seen = -1;
  const watches: readonly NamespaceWatch[] = namespaces.map((namespace) =>
    watchNamespace(
      createWorld(namespace, told.departed),
      parts,
      (cells) => cells.forEach(changed),
      ended,
      abort,
    ),
  );
  const worlds = watches.map(({ world }) => world);
  const nodeWatch = createNodeWatch(
    parts,
    () => worlds.flatMap((world) => world.cellsOfNodes()).forEach(changed),
    ended,
    abort,
  );

  function refresh(): boolean {
    const revision = worlds.reduce((sum, world) => sum + world.revision(), 0);
    if (revision === seen) return false;
    seen = revision;
    for (const watch of watches) watch.refresh();
    if (worlds.some((world) => world.cellsOfNodes().length > 0)) nodeWatch.start();
    return true;
  }

  function unreadiness(): string | undefined {
    const unsynced = worlds.find((world) => !world.hasSynced());
    if (unsynced !== undefined) return `namespace ${unsynced.namespace} has not been read yet`;
    const oldest = Math.min(
      ...watches.map((watch) => watch.staleSince() ?? Number.POSITIVE_INFINITY),
    );
    return parts.clock.read().now - oldest > mostStaleMs
      ? 'the API server does not answer'
      : undefined;
  }

  refresh();
  return {
    worlds: new Map(worlds.map((world) => [world.namespace, world])),
    nodes: nodeWatch.read,
    refresh,
    wantedSignals: () => worlds.flatMap((world) => world.wantedSignals()),
    allCells: () => [...new Set(worlds.flatMap(cellsOf))],
    cellsOfSignal: (key) => worlds.flatMap((world) => world.cellsOfSignal(key)),
    unreadiness,
  };
}

function cellsOf(world: World): readonly string[] {
  const { namespace } = world;
  const groups = world.copyOf('capacitygroups')?.list() ?? [];
  return [
    ...groups.map(({ metadata: { name } }) => keyOfCell({ kind: 'group', namespace, name })),
    ...[...world.pools()].flatMap((name) => world.cellsOfPool(name)),
  ];
}
