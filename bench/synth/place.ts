import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../cache.ts';

/** Where a benchmark keeps what programs read and write. */
export interface Place {
  readonly folder: string;
  /** In memory, where creating and removing a file takes as long today as tomorrow. */
  readonly isMemory: boolean;
}

const MEMORY = '/dev/shm';

/**
 * Makes an empty folder, in memory where the system has that. Not on the disk: on a shared ext4 the same tree of 6,000
 * files took from 0.2 to 3.5 s to write within ten minutes, longest after other trees were removed; why is not known.
 */
export function makePlace(): Place {
  const isMemory = existsSync(MEMORY);
  return {
    folder: mkdtempSync(join(isMemory ? MEMORY : makeDiskFolder(), 'roster-bench-')),
    isMemory,
  };
}

/** A folder on the disk that the project is on. */
export function makeDiskFolder(): string {
  const folder = join(cache, 'disk');
  mkdirSync(folder, { recursive: true });
  return folder;
}
