import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';
import type { Path } from '../../model/source.ts';
import { isSame, plainForm } from './plain-form.ts';

/** One value that an object has and the other has not, or has differently; `undefined` where there is none. */
export interface Difference {
  readonly path: Path;
  readonly was: Json | undefined;
  readonly is: Json | undefined;
}

/** The plain form of an object, with lists of named things as maps by their names, so that paths stay readable. */
export function comparable(object: JsonObject, mainContainer: string | undefined): JsonObject {
  return keyedMap(plainForm(object), mainContainer);
}

/** Lists, sorted by path, all in which an object `is` not what it `was`; both are `comparable`. */
export function differences(was: JsonObject, is: JsonObject): readonly Difference[] {
  return compare(was, is, []).toSorted((a, b) =>
    compareText(JSON.stringify(a.path), JSON.stringify(b.path)),
  );
}

function compare(was: Json | undefined, is: Json | undefined, path: Path): readonly Difference[] {
  if (isSame(was, is)) return [];
  const [before, after] = [childrenOf(was), childrenOf(is)];
  if (before === undefined && after === undefined) return [{ path, was, is }];
  // Something with parts against a scalar: all parts go, and the scalar comes.
  if ((was !== undefined && before === undefined) || (is !== undefined && after === undefined))
    return [{ path, was, is }];
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  if (keys.size === 0) return [{ path, was, is }];
  return [...keys].flatMap((key) => compare(own(before, key), own(after, key), [...path, key]));
}

function own(map: JsonObject | undefined, key: string): Json | undefined {
  return map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}

function childrenOf(value: Json | undefined): JsonObject | undefined {
  if (!isObject(value) || Object.keys(value).length === 0) return undefined;
  return value as JsonObject;
}

const identities: ReadonlyMap<string, string> = new Map([
  ['containers', 'name'],
  ['initContainers', 'name'],
  ['volumes', 'name'],
  ['env', 'name'],
  ['volumeMounts', 'mountPath'],
  ['secretTargetRef', 'parameter'],
]);

function keyedMap(map: JsonObject, main: string | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key, keyedValue(value ?? null, key, main)]),
  );
}

function keyedValue(value: Json, key: string, main: string | undefined): Json {
  if (isObject(value)) return keyedMap(value as JsonObject, main);
  if (!Array.isArray(value) || !value.every(isObject)) return value;
  const items = (value as readonly JsonObject[]).map((item) => keyedMap(item, main));
  const names = namesOf(items, key, main);
  if (names === undefined) return items;
  // of two variables of one name the last counts
  return Object.fromEntries(names.map((name, index) => [name, items[index] ?? null]));
}

function namesOf(
  items: readonly JsonObject[],
  list: string,
  main: string | undefined,
): readonly string[] | undefined {
  if (list === 'triggers') return triggerNames(items);
  const identity = identities.get(list);
  if (identity === undefined) return undefined;
  const names = items.map((item) => String(item[identity] ?? ''));
  const shown = names.map((name) => (list === 'containers' && name === main ? 'worker' : name));
  return list !== 'env' && new Set(shown).size < shown.length ? undefined : shown;
}

/** The names that Roster gives: whatever triggers were called, and wherever they stood. */
function triggerNames(items: readonly JsonObject[]): readonly string[] {
  let windows = 0;
  let signals = 0;
  return items.map(({ type }) => {
    if (type === 'cron') return `window-${++windows}`;
    return ++signals === 1 ? 'signal' : `signal-${signals}`;
  });
}
