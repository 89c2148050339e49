/** A value as JSON has it. Manifests and written policies are made of these and nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object as JSON has it; a key whose value is `undefined` counts as absent. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Tells a JSON object from a list, a scalar and nothing at all. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
