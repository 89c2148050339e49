import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadOld } from '../render/retain.ts';

/** Reads the files of the old tree below `out`. Throws on anything but a missing file. */
export function oldTree(out: string): ReadOld {
  return (path) => {
    try {
      return readFileSync(join(out, path), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new Error(`reading ${path} of the old tree`, { cause: error });
    }
  };
}
