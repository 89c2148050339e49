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
 * Makes an empty folder, in memory where the system has that. Not on the disk: ext4 passes over inodes that were freed in
 * the last minutes one by one, so that a tree takes up to ten times as long to write after others were removed.
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
