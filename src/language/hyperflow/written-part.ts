import { isObject } from '../../model/json.ts';
import type { Path } from '../../model/source.ts';

/** The longest beginning of a path that a document has; a field set to nothing is not there. */
export function writtenPart(document: unknown, path: Path): Path {
  let here = document;
  for (const [depth, step] of path.entries()) {
    const next = childOf(here, step);
    if (next === undefined || next === null) return path.slice(0, depth);
    here = next;
  }
  return path;
}

/** Tells whether a document has a value at a path. */
export function isWritten(document: unknown, path: Path): boolean {
  return writtenPart(document, path).length === path.length;
}

function childOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
