/** The names of objects by something that they have in common, kept in step with an informer, so that no question reads them all. */
export interface NameIndex<T> {
  /** Takes up what became of the object of this name; the keys that it had or has now. */
  changed(name: string, object: T | undefined): readonly string[];
  namesOf(key: string): Iterable<string>;
  keysOf(name: string): readonly string[];
}

const none: readonly string[] = [];

/** Makes an empty index. */
export function createNameIndex<T>(keysFor: (object: T) => readonly string[]): NameIndex<T> {
  const byKey = new Map<string, Set<string>>();
  const byName = new Map<string, readonly string[]>();

  function leave(key: string, name: string): void {
    const names = byKey.get(key);
    names?.delete(name);
    if (names?.size === 0) byKey.delete(key);
  }

  function join(key: string, name: string): void {
    const names = byKey.get(key);
    if (names === undefined) byKey.set(key, new Set([name]));
    else names.add(name);
  }

  return {
    changed(name, object) {
      const before = byName.get(name) ?? none;
      const now = object === undefined ? none : keysFor(object);
      for (const key of before) leave(key, name);
      for (const key of now) join(key, name);
      if (now.length === 0) byName.delete(name);
      else byName.set(name, now);
      return [...new Set([...before, ...now])];
    },
    namesOf: (key) => byKey.get(key) ?? none,
    keysOf: (name) => byName.get(name) ?? none,
  };
}
