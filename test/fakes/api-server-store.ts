import type { KubeObject } from '../../src/runtime/kube/api-client.ts';

/** An object with fields that nothing is known of. */
export type Stored = KubeObject & { readonly [field: string]: unknown };

/** One change, as a watch tells it. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly version: number;
  readonly object: Stored;
  /** What it was before, so that a selector can tell what comes into its sight and what leaves it. */
  readonly before: Stored | undefined;
}

/** Objects of one kind with every change to them, as etcd keeps them. */
export interface KindStore {
  get(namespace: string, name: string): Stored | undefined;
  /** Of one namespace or of all, in the order of their keys. */
  list(namespace: string | undefined): readonly Stored[];
  put(object: Stored): Stored;
  remove(object: Stored): Stored;
  /** Changes after a version; `undefined` where they are forgotten. */
  since(version: number): readonly Change[] | undefined;
  /** Forgets all changes up to now, as etcd's compaction does. */
  compact(): void;
  /** Calls back for each change until the returned function is called. */
  follow(listener: (change: Change) => void): () => void;
}

/** The one counter of versions of a cluster. */
export interface Versions {
  current(): number;
  next(): number;
}

/** Makes a counter that begins where a young cluster is. */
export function createVersions(start = 1_000): Versions {
  let version = start;
  return {
    current: () => version,
    next: () => {
      version += 1;
      return version;
    },
  };
}

const keptChanges = 10_000;

/** Makes an empty store. What it holds is frozen, so that one object can be given to many readers. */
export function createKindStore(versions: Versions): KindStore {
  const objects = new Map<string, Stored>();
  const listeners = new Set<(change: Change) => void>();
  let changes: Change[] = [];
  let forgotten = versions.current();
  const keyOf = (namespace: string | undefined, name: string) => `${namespace ?? ''}/${name}`;

  const tell = (change: Change) => {
    changes.push(change);
    if (changes.length > 2 * keptChanges) {
      changes = changes.slice(-keptChanges);
      forgotten = changes[0]!.version - 1;
    }
    for (const listener of listeners) listener(change);
  };
  const stamp = (object: Stored, version: number): Stored =>
    freeze({ ...object, metadata: { ...object.metadata, resourceVersion: `${version}` } });

  return {
    get: (namespace, name) => objects.get(keyOf(namespace, name)),
    list: (namespace) =>
      [...objects]
        .filter(([, { metadata }]) => namespace === undefined || metadata.namespace === namespace)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, object]) => object),
    put: (object) => {
      const { namespace, name } = object.metadata;
      const key = keyOf(namespace, name);
      const before = objects.get(key);
      const version = versions.next();
      const stored = stamp(object, version);
      objects.set(key, stored);
      tell({ type: before ? 'MODIFIED' : 'ADDED', version, object: stored, before });
      return stored;
    },
    remove: (object) => {
      const { namespace, name } = object.metadata;
      objects.delete(keyOf(namespace, name));
      const version = versions.next();
      const last = stamp(object, version);
      tell({ type: 'DELETED', version, object: last, before: object });
      return last;
    },
    since: (version) =>
      version < forgotten ? undefined : changes.filter((change) => change.version > version),
    compact: () => {
      changes = [];
      forgotten = versions.next();
    },
    follow: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const one of Object.values(value)) freeze(one);
  return Object.freeze(value);
}
