import { basename, dirname, resolve } from 'node:path';
import { type Disk, lies, removeTree } from './disk.ts';

/** The output folder and what lies beside it while it is replaced: same parent, so that a rename is enough. */
export interface Places {
  readonly out: string;
  /** The new tree while it is written. */
  readonly next: string;
  /** The old tree from the first rename on. */
  readonly old: string;
  readonly lock: string;
}

/** Names the places for an output folder; throws for the root of the disk, which has no beside. */
export function placesOf(out: string): Places {
  const path = resolve(out);
  const name = basename(path);
  if (name === '') throw new Error(`${out} cannot be an output folder`);
  const beside = resolve(dirname(path), `.${name}.roster-`);
  return { out: path, next: `${beside}next`, old: `${beside}old`, lock: `${beside}lock` };
}

/**
 * Puts `next` in the place of `out`. Node cannot exchange two folders in one call, so `out` is absent between two calls
 * that follow each other at once; `recover` heals a kill there.
 */
export function swapIn(disk: Disk, { out, next, old }: Places): void {
  const isFirst = lies(disk, out) === 'nothing';
  if (!isFirst) disk.renameSync(out, old);
  disk.renameSync(next, out);
  if (!isFirst) removeTree(disk, old);
}

/** Tells whether a run was stopped while it replaced the folder. */
export function isInterrupted(disk: Disk, { next, old }: Places): boolean {
  return lies(disk, next) !== 'nothing' || lies(disk, old) !== 'nothing';
}

/**
 * Makes one whole tree of what a stopped run left: the new one where it is in place, else the old one. It never finishes
 * a swap: rolling back needs no mark for a complete `next`, and after a power cut the old files are the ones known to be
 * on the disk. (Nothing is fsynced: that is a flush of the disk for each of 30,000 files. A power cut right after a swap may leave
 * empty files, which the next comparison finds and the next run replaces, since the output can always be made again.)
 */
export function recover(disk: Disk, { out, next, old }: Places): void {
  if (lies(disk, old) !== 'nothing') {
    if (lies(disk, out) === 'nothing') disk.renameSync(old, out);
    else removeTree(disk, old);
  }
  if (lies(disk, next) !== 'nothing') removeTree(disk, next);
}
