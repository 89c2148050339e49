import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Draft } from './draft.ts';
import { isSame } from './plain-form.ts';

/** What tells one pool from another; in a Profile it would only puzzle. */
const own: ReadonlySet<string> = new Set(['image', 'selector', 'labels', 'mode', 'signal']);

/** What would be torn apart, half of it in the Profile and half in each pool. */
const whole: ReadonlySet<string> = new Set([
  'affinity',
  'podTemplate',
  'startup',
  'readiness',
  'liveness',
  'onSignalLoss',
  'up',
  'down',
]);

/** What all pools say alike, for a Profile; `undefined` for fewer than two pools or nothing in common. */
export function sharedSpec(drafts: readonly Draft[]): JsonObject | undefined {
  const [first, ...rest] = drafts.map(({ spec }) => spec);
  if (first === undefined || rest.length === 0) return undefined;
  const shared = rest.reduce(intersect, first);
  return Object.keys(shared).length === 0 ? undefined : shared;
}

function intersect(a: JsonObject, b: JsonObject): JsonObject {
  const entries = Object.entries(a).flatMap(([key, value]): readonly [string, Json][] => {
    const other = Object.hasOwn(b, key) ? b[key] : undefined;
    if (value === undefined || other === undefined || own.has(key)) return [];
    const common = commonOf(key, value, other);
    return common === undefined ? [] : [[key, common]];
  });
  return Object.fromEntries(entries);
}

function commonOf(key: string, a: Json, b: Json): Json | undefined {
  if (isSame(a, b)) return a;
  if (whole.has(key) || !isObject(a) || !isObject(b)) return undefined;
  const below = intersect(a as JsonObject, b as JsonObject);
  return Object.keys(below).length > 0 ? below : undefined;
}

/** Leaves of a spec what its Profile does not say already. */
export function withoutShared(whole: JsonObject, shared: JsonObject): JsonObject {
  const entries = Object.entries(whole).flatMap(([key, value]): readonly [string, Json][] => {
    const other = Object.hasOwn(shared, key) ? shared[key] : undefined;
    if (value === undefined || isSame(value, other)) return [];
    if (!isObject(value) || !isObject(other)) return [[key, value]];
    return [[key, withoutShared(value as JsonObject, other as JsonObject)]];
  });
  return Object.fromEntries(entries);
}
