import { signalOf } from '../../../model/scaling.ts';
import type { KubeObject } from '../../kube/api-client.ts';
import type { Informer } from '../../kube/informer.ts';
import { keyOf, type WantedSignal } from '../../signals/wanted-signal.ts';
import type { GroupObject } from '../resource/group.ts';
import type { PoolObject } from '../resource/pool.ts';
import { type ReadGroup, readGroup } from '../resource/read-group.ts';
import { interventionNames } from '../resource/read-interventions.ts';
import { type ReadPool, readPool } from '../resource/read-pool.ts';
import { type Cell, cellOfPool, keyOfCell } from './cells.ts';
import { createDepartures } from './departures.ts';
import { createNameIndex } from './name-index.ts';
import {
  type Deployment,
  type Pod,
  poolOf,
  type ResourceQuota,
  type Scaler,
  targetOf,
} from './objects.ts';

/** What the controller watches, and what each object of it is here. */
export interface Watched {
  readonly workerpools: PoolObject;
  readonly capacitygroups: GroupObject;
  readonly deployments: Deployment;
  readonly pods: Pod;
  readonly resourcequotas: ResourceQuota;
  readonly horizontalpodautoscalers: Scaler;
  readonly scaledobjects: Scaler;
  readonly prometheusrules: KubeObject;
}

export type WatchedName = keyof Watched;

/** What an informer lets read. */
export type Copy<T extends KubeObject> = Pick<
  Informer<T>,
  'get' | 'list' | 'hasSynced' | 'wasTried' | 'unavailable' | 'learn'
>;

/** A WorkerPool with what it says, read once for each of its versions. */
export interface KnownPool {
  readonly object: PoolObject;
  readonly read: ReadPool;
}

/** A CapacityGroup with what it says. */
export interface KnownGroup {
  readonly object: GroupObject;
  readonly read: ReadGroup;
}

/** One namespace as its informers have it, by what a decision asks for. */
export interface World {
  readonly namespace: string;
  /** Takes up an informer; what it holds then is taken up by `changed`, object by object. */
  watch<K extends WatchedName>(resource: K, copy: Copy<Watched[K]>): void;
  /** Takes up what became of an object, and gives the keys of the cells that have to look again. */
  changed(resource: WatchedName, name: string): readonly string[];
  /** The same for nodes: the cells of all pools that count them. */
  cellsOfNodes(): readonly string[];
  /** Another number whenever a pool came, went, or asks for something else; its status does not count. */
  revision(): number;
  /** Whether all that decisions need has been read, or cannot be read at all; what is only reported has been tried. */
  hasSynced(): boolean;
  pool(name: string): KnownPool | undefined;
  pools(): Iterable<string>;
  poolsOf(cell: Cell): readonly KnownPool[];
  /** The key of the cell that a pool is in. */
  cellsOfPool(name: string): readonly string[];
  group(name: string): KnownGroup | undefined;
  copyOf<K extends WatchedName>(resource: K): Copy<Watched[K]> | undefined;
  podsOfPool(name: string): readonly Pod[];
  podsOfClass(priorityClass: string): readonly Pod[];
  /** HorizontalPodAutoscalers and ScaledObjects that move this Deployment. */
  scalersOf(deployment: string): readonly Scaler[];
  /** What the pools that we scale need read; one entry a pool. */
  wantedSignals(): readonly WantedSignal[];
  /** The cells that decide by this signal. */
  cellsOfSignal(key: string): readonly string[];
}

/** What no number depends on: it may fail, or be of a kind whose CRD is broken, and pools are scaled all the same. */
const reported: ReadonlySet<string> = new Set<WatchedName>([
  'resourcequotas',
  'scaledobjects',
  'prometheusrules',
]);

/** Makes the picture of a namespace of which nothing is known yet. */
export function createWorld(
  namespace: string,
  departed: (poolId: string, podName: string) => void = () => {},
): World {
  const copies: { [K in WatchedName]?: Copy<Watched[K]> } = {};
  const known = new Map<string, KnownPool>();
  let revision = 0;
  const groups = new Map<string, KnownGroup>();
  const byCell = createNameIndex<PoolObject>((object) => [keyOfCell(cellOfPool(object))]);
  const bySignal = createNameIndex<KnownPool>(({ read }) => {
    const signal = signalOfPool(read);
    return signal === undefined ? [] : [signal.key];
  });
  const byNodes = createNameIndex<KnownPool>(({ read }) => (countsNodes(read) ? ['nodes'] : []));
  const departures = createDepartures();
  const podsBy = createNameIndex<Pod>(keysOfPod);
  const autoscalersBy = createNameIndex<Scaler>(keysOfScaler);
  const scaledObjectsBy = createNameIndex<Scaler>(keysOfScaler);

  const cellsOfPool = (name: string): readonly string[] => byCell.keysOf(name);

  const takeUp: { readonly [K in WatchedName]: (name: string) => readonly string[] } = {
    workerpools: (name) => {
      const object = copies.workerpools?.get(name);
      const before = known.get(name);
      if (before !== undefined && object !== undefined && saysTheSame(before.object, object)) {
        known.set(name, { object, read: before.read });
        return cellsOfPool(name);
      }
      revision += 1;
      const pool = object && { object, read: readPool(object) };
      if (pool === undefined) known.delete(name);
      else known.set(name, pool);
      bySignal.changed(name, pool);
      byNodes.changed(name, pool);
      return byCell.changed(name, object);
    },
    capacitygroups: (name) => {
      const object = copies.capacitygroups?.get(name);
      if (groups.has(name) !== (object !== undefined)) revision += 1;
      if (object === undefined) groups.delete(name);
      else groups.set(name, { object, read: readGroup(object) });
      return [keyOfCell({ kind: 'group', namespace, name })];
    },
    resourcequotas: (name) =>
      groups.has(name) ? [keyOfCell({ kind: 'group', namespace, name })] : [],
    deployments: cellsOfPool,
    prometheusrules: cellsOfPool,
    pods: (name) => {
      const pod = copies.pods?.get(name);
      const pool = departures.of(name, pod);
      if (pool !== undefined) departed(`${namespace}/${pool}`, name);
      return podsBy.changed(name, pod).flatMap(cellsOfPodKey);
    },
    horizontalpodautoscalers: (name) =>
      autoscalersBy.changed(name, copies.horizontalpodautoscalers?.get(name)).flatMap(cellsOfPool),
    scaledobjects: (name) =>
      scaledObjectsBy.changed(name, copies.scaledobjects?.get(name)).flatMap(cellsOfPool),
  };

  function cellsOfPodKey(key: string): readonly string[] {
    const [kind, name = ''] = key.split(' ');
    if (kind === 'pool') return cellsOfPool(name);
    return [...groups.values()]
      .filter(({ read }) => read.ok && read.group.priorityClass === name)
      .map(({ object }) => keyOfCell({ kind: 'group', namespace, name: object.metadata.name }));
  }

  function pods(key: string): readonly Pod[] {
    return objectsOf(copies.pods, podsBy.namesOf(key));
  }

  return {
    namespace,
    watch: (resource, copy) => {
      // each name has the copy of its own kind; the compiler cannot follow that through a generic key
      Object.assign(copies, { [resource]: copy });
    },
    changed: (resource, name) => takeUp[resource](name),
    cellsOfNodes: () => [...byNodes.namesOf('nodes')].flatMap(cellsOfPool),
    revision: () => revision,
    hasSynced: () =>
      Object.entries(copies).every(
        ([name, copy]) =>
          copy.hasSynced() ||
          copy.unavailable() !== undefined ||
          (reported.has(name) && copy.wasTried()),
      ),
    pool: (name) => known.get(name),
    pools: () => known.keys(),
    poolsOf: (cell) =>
      [...byCell.namesOf(keyOfCell(cell))].flatMap((name) => known.get(name) ?? []),
    cellsOfPool,
    group: (name) => groups.get(name),
    copyOf: (resource) => copies[resource],
    podsOfPool: (name) => pods(`pool ${name}`),
    podsOfClass: (priorityClass) => pods(`class ${priorityClass}`),
    scalersOf: (deployment) => [
      ...objectsOf(copies.horizontalpodautoscalers, autoscalersBy.namesOf(deployment)),
      ...objectsOf(copies.scaledobjects, scaledObjectsBy.namesOf(deployment)),
    ],
    wantedSignals: () => [...known.values()].flatMap(({ read }) => signalOfPool(read) ?? []),
    cellsOfSignal: (key) => [...bySignal.namesOf(key)].flatMap(cellsOfPool),
  };
}

/** Whether a newer version of a resource means what the older one does: another status is no other policy. */
function saysTheSame({ metadata: a }: PoolObject, { metadata: b }: PoolObject): boolean {
  return (
    a.uid === b.uid &&
    a.generation !== undefined &&
    a.generation === b.generation &&
    interventionNames.every((name) => a.annotations?.[name] === b.annotations?.[name])
  );
}

function signalOfPool(read: ReadPool): WantedSignal | undefined {
  if (!read.ok || read.pool.engine !== 'runtime') return undefined;
  const { demand, pollingInterval } = read.pool.scaling;
  const signal = signalOf(demand);
  return signal && { key: keyOf(signal), signal, interval: pollingInterval };
}

function countsNodes(read: ReadPool): boolean {
  return read.ok && read.pool.engine === 'runtime' && read.pool.scaling.demand.mode === 'perNode';
}

function keysOfPod(pod: Pod): readonly string[] {
  const pool = poolOf(pod);
  const priorityClass = pod.spec?.priorityClassName;
  return [
    ...(pool === undefined ? [] : [`pool ${pool}`]),
    ...(priorityClass === undefined ? [] : [`class ${priorityClass}`]),
  ];
}

function keysOfScaler(scaler: Scaler): readonly string[] {
  const target = targetOf(scaler);
  return target === undefined ? [] : [target];
}

function objectsOf<T extends KubeObject>(
  copy: Copy<T> | undefined,
  names: Iterable<string>,
): readonly T[] {
  return [...names].flatMap((name) => copy?.get(name) ?? []);
}
