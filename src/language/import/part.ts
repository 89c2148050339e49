import { isObject, type Json, type JsonObject } from '../../model/json.ts';

/** The map under a field of a resource; an empty one where there is none. */
export function partOf(value: Json | undefined, name: string): Readonly<Record<string, Json>> {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(found) ? (found as Record<string, Json>) : {};
}

/** The maps of a list; none where there is no list. */
export function mapsIn(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? (list as readonly Json[]).filter(isMap) : [];
}

function isMap(value: Json): value is JsonObject {
  return isObject(value);
}
