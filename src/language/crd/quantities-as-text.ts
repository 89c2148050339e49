import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { quantityPaths } from './quantity-paths.prebuilt.ts';

/**
 * Writes the quantities of a spec that has passed its schema as texts. A resource has to: its schema takes a text or a
 * whole number, and a policy may say `cpu: 1.5`.
 */
export function quantitiesAsText(kind: keyof typeof quantityPaths, spec: JsonObject): JsonObject {
  return quantityPaths[kind].reduce<JsonObject>(
    (written, path) => withText(written, path) as JsonObject,
    spec,
  );
}

/** Gives the value itself back where nothing changes, which is nearly always. */
function withText(value: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined) return typeof value === 'number' ? String(value) : value;
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => withText(item, rest));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  return isObject(value) ? mapWithText(value as JsonObject, step, rest) : value;
}

function mapWithText(map: JsonObject, step: string, rest: readonly string[]): JsonObject {
  let copy: Record<string, Json | undefined> | undefined;
  for (const name of step === '*' ? Object.keys(map) : [step]) {
    const old = Object.hasOwn(map, name) ? map[name] : undefined;
    const text = old === undefined ? undefined : withText(old, rest);
    if (text === undefined || text === old) continue;
    copy ??= { ...map };
    Object.defineProperty(copy, name, own(text));
  }
  return copy ?? map;
}

/** Defined, not assigned: a key may be called `__proto__`. */
function own(value: Json): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}
