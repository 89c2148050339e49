import { isObject, type Json } from '../../model/json.ts';

/** Lays values over others as Helm does: maps merge, everything else replaces, and `null` under a key takes it away. */
export function overlay(below: Json, above: Json): Json {
  if (!(isObject(below) && isObject(above))) return above;
  const entries = new Map(Object.entries(below as Record<string, Json>));
  for (const [key, value] of Object.entries(above as Record<string, Json>)) {
    if (value === null) entries.delete(key);
    else entries.set(key, overlay(entries.get(key) ?? null, value));
  }
  return Object.fromEntries(entries);
}
