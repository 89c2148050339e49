import { isObject, type Json } from '../../model/json.ts';

/** The map under a field of a resource; an empty one where there is none. */
export function partOf(value: Json | undefined, name: string): Readonly<Record<string, Json>> {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(found) ? (found as Record<string, Json>) : {};
}
