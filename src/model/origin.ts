import { isObject, type JsonObject } from './json.ts';
import type { DocumentRef, Path } from './source.ts';

/**
 * One document's say in a policy's spec. Layers are kept, not dissolved: what a value is comes from the merge,
 * where it came from is asked of the layers, so that provenance costs nothing until somebody wants it.
 */
export interface Layer {
  readonly from: 'override' | 'policy' | 'profile';
  readonly document: DocumentRef;
  /** Where in the document the layer's spec lies: `spec`, or `spec.overrides[2].spec`. */
  readonly at: Path;
  readonly spec: JsonObject;
  /** For dialects: where in their own document the value of one of our fields was written. */
  readonly translate?: (path: Path) => Path;
}

/** Where a value came from: a place that a person wrote, a schema's default, or a rule that computed it from other fields. */
export type Origin =
  | { readonly from: Layer['from']; readonly document: DocumentRef; readonly path: Path }
  | { readonly from: 'default'; readonly field: Path }
  | { readonly from: 'derived'; readonly rule: string; readonly inputs: readonly Path[] };

/** Tells which document wrote the value at `path` of the merged spec; a map belongs to the topmost layer that has it. */
export function originOf(layers: readonly Layer[], path: Path): Origin {
  for (const layer of layers) {
    if (has(layer.spec, path)) {
      const { document, at, translate } = layer;
      return { from: layer.from, document, path: translate ? translate(path) : [...at, ...path] };
    }
    if (replacesAbove(layer.spec, path)) break;
  }
  return { from: 'default', field: path };
}

/** Merges layers, topmost first: maps deep, lists and scalars replace. */
export function mergeLayers(layers: readonly Layer[]): JsonObject {
  const [only, ...others] = layers;
  if (only !== undefined && others.length === 0) return only.spec;
  return layers.reduceRight<JsonObject>((below, { spec }) => merge(below, spec), {});
}

function merge(below: JsonObject, above: JsonObject): JsonObject {
  const merged: Record<string, JsonObject[string]> = { ...below };
  for (const key of Object.keys(above)) {
    const value = above[key];
    const lower = Object.hasOwn(below, key) ? below[key] : undefined;
    const both = isObject(value) && isObject(lower);
    set(merged, key, both ? merge(lower as JsonObject, value as JsonObject) : value);
  }
  return merged;
}

/** Assigned where it can be, which keeps objects fast; `__proto__` is a key like any other. */
function set(
  object: Record<string, JsonObject[string]>,
  key: string,
  value: JsonObject[string],
): void {
  if (key !== '__proto__') object[key] = value;
  else
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

function has(value: unknown, path: Path): boolean {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return false;
    here = (here as Record<string | number, unknown>)[step];
  }
  return true;
}

/** A list or scalar on the way hides everything that lower layers wrote below it. */
function replacesAbove(value: unknown, path: Path): boolean {
  let here = value;
  for (const step of path) {
    if (!isObject(here)) return here !== undefined;
    if (!Object.hasOwn(here, step)) return false;
    here = here[step];
  }
  return false;
}
