import type { KubeObject } from './api-client.ts';
import type { Listed } from './list-all.ts';

/** Objects by name, each at the newest version that was seen, whichever way it came. */
export interface ObjectCopy<T> {
  get(name: string): T | undefined;
  list(): readonly T[];
  /** The version up to which list and watch have told everything. */
  version(): string;
  /** Makes the copy what a list says and gives the names of what differed. */
  replaceAll(listed: Listed<T>): readonly string[];
  /** Takes an object from a watch; whether that changed anything. */
  put(object: T): boolean;
  /** Takes from a watch that an object is gone; whether it was there. */
  remove(object: T): boolean;
  /** Moves the version on without an object: a bookmark. */
  advance(version: string): void;
  /** Takes an object from elsewhere, without moving the version. */
  learn(object: T): void;
}

/** Makes an empty copy. */
export function createObjectCopy<T extends KubeObject>(): ObjectCopy<T> {
  let objects = new Map<string, T>();
  let version = '';

  const isNews = (object: T) => {
    const known = objects.get(object.metadata.name);
    return known === undefined || isNewer(versionOf(object), versionOf(known));
  };
  const advance = (to: string) => {
    if (isNewer(to, version)) version = to;
  };

  return {
    get: (name) => objects.get(name),
    list: () => [...objects.values()],
    version: () => version,
    advance,
    put: (object) => {
      advance(versionOf(object));
      if (!isNews(object)) return false;
      objects.set(object.metadata.name, object);
      return true;
    },
    remove: (object) => {
      advance(versionOf(object));
      // what was made again under the same name, and learnt before its event, stays
      const known = objects.get(object.metadata.name);
      if (known === undefined || isNewer(versionOf(known), versionOf(object))) return false;
      return objects.delete(object.metadata.name);
    },
    learn: (object) => {
      if (isNews(object)) objects.set(object.metadata.name, object);
    },
    replaceAll: (listed) => {
      // Versions that run backwards are those of a server restored from a backup: then nothing of ours is newer.
      const isRestored = isNewer(version, listed.resourceVersion);
      const old = objects;
      const next = new Map(listed.items.map((item) => [item.metadata.name, item] as const));
      if (!isRestored) keepNewer(old, next, listed.resourceVersion);
      objects = next;
      version = listed.resourceVersion;
      return differences(old, next);
    },
  };
}

/** Our own writes may be newer than a list that was begun before them. */
function keepNewer<T extends KubeObject>(
  old: ReadonlyMap<string, T>,
  next: Map<string, T>,
  listedAt: string,
): void {
  for (const [name, object] of old) {
    if (isNewer(versionOf(object), listedAt)) next.set(name, object);
  }
}

function differences<T extends KubeObject>(
  old: ReadonlyMap<string, T>,
  next: ReadonlyMap<string, T>,
): readonly string[] {
  const gone = [...old.keys()].filter((name) => !next.has(name));
  const changed = [...next].filter(([name, object]) => {
    const known = old.get(name);
    return known === undefined || versionOf(known) !== versionOf(object);
  });
  return [...gone, ...changed.map(([name]) => name)];
}

function versionOf(object: KubeObject): string {
  return object.metadata.resourceVersion ?? '';
}

/** Versions are whole numbers without leading zeros, of any length; Kubernetes promises since 1.35 that they can be compared. */
function isNewer(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length;
}
