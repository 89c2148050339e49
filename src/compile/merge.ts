import { isObject, type Json, type JsonObject } from '../model/json.ts';

/** Lists whose items have an identity, and the field that holds it. */
const identities: ReadonlyMap<string, string> = new Map([
  ['containers', 'name'],
  ['initContainers', 'name'],
  ['volumes', 'name'],
  ['env', 'name'],
  ['ports', 'name'],
  ['volumeMounts', 'mountPath'],
]);

/** Items that say one of several things: half of one and half of another is refused, so the upper one stands alone. */
const whole: ReadonlySet<string> = new Set(['volumes', 'env']);

/**
 * Lays parts of a pod template over another: maps merge, lists of named things merge by name, other lists and scalars
 * are replaced, and `null` takes a value away. Neither argument is changed.
 */
export function merge(below: JsonObject, above: JsonObject): JsonObject {
  const merged = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergeValue(key, merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function mergeValue(
  key: string,
  below: Json | undefined,
  above: Json | undefined,
): Json | undefined {
  if (isMap(above)) return merge(isMap(below) ? below : {}, above);
  const identity = identities.get(key);
  if (identity === undefined || !isList(above)) return above;
  return mergeList(isList(below) ? below : [], above, identity, whole.has(key));
}

/** Items keep their place; new ones, and those without an identity, follow. */
function mergeList(
  below: readonly Json[],
  above: readonly Json[],
  identity: string,
  isWhole: boolean,
): readonly Json[] {
  const merged = [...below];
  for (const item of above) {
    if (!isMap(item)) {
      merged.push(item);
      continue;
    }
    const index = merged.findIndex((other) => isSame(other, item, identity));
    const lower = merged[index];
    const upper = merge(isMap(lower) && !isWhole ? lower : {}, item);
    if (index === -1) merged.push(upper);
    else merged[index] = upper;
  }
  return merged;
}

function isSame(one: Json, other: JsonObject, identity: string): boolean {
  return isMap(one) && one[identity] !== undefined && one[identity] === other[identity];
}

function isMap(value: Json | undefined): value is JsonObject {
  return isObject(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
