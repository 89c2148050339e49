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

function withText(value: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined) return typeof value === 'number' ? String(value) : value;
  if (Array.isArray(value)) return value.map((item: Json) => withText(item, rest));
  if (!isObject(value)) return value;
  const names = step === '*' ? Object.keys(value) : Object.hasOwn(value, step) ? [step] : [];
  return names.reduce<Record<string, Json>>(
    (copy, name) => Object.defineProperty(copy, name, own(withText(copy[name] ?? null, rest))),
    { ...value } as Record<string, Json>,
  );
}

/** Defined, not assigned: a key may be called `__proto__`. */
function own(value: Json): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}
