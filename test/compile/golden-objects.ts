import { compile } from '../../src/compile/compile.ts';
import type { Estate } from '../../src/model/environment.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { compareText } from '../../src/model/order.ts';
import { emit } from '../../src/render/emit.ts';
import type { Files } from '../../src/render/files.ts';

/** The objects of an estate by kind; a kind that is there twice is a mistake of the test. */
export function objectsOf(estate: Estate, crds: readonly JsonObject[] = []) {
  const objects = new Map<string, JsonObject>();
  for (const { object } of compile(estate, crds)) {
    const kind = String(object.kind);
    if (objects.has(kind)) throw new Error(`there are two of kind ${kind}`);
    objects.set(kind, object);
  }
  return objects;
}

/** Objects as golden files, one a kind. */
export function goldenFiles(objects: ReadonlyMap<string, JsonObject>): Files {
  const files = [...objects].map(
    ([kind, object]) => [`${kind.toLowerCase()}.yaml`, emit(object)] as const,
  );
  return new Map(files.toSorted(([a], [b]) => compareText(a, b)));
}
