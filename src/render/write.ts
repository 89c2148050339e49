import fs from 'node:fs';
import { dirname } from 'node:path';
import { compareFolder, type Difference, isSame } from './compare.ts';
import { type Deletions, deletions } from './deletions.ts';
import { type Disk, lies } from './disk.ts';
import type { Files } from './files.ts';
import { readOwnInventory } from './foreign.ts';
import { INVENTORY, readInventory } from './inventory.ts';
import { withLock } from './lock.ts';
import { stage } from './stage.ts';
import { isInterrupted, type Places, placesOf, recover, swapIn } from './swap.ts';

export interface WriteOptions {
  /** `any` lets more policies vanish than the budget allows; a tree without objects is refused all the same. */
  readonly deletions: 'budget' | 'any';
}

/** What became of a write; after `over-budget` and `empty` nothing was written. */
export type Outcome =
  | { readonly result: 'unchanged' }
  | { readonly result: 'written'; readonly difference: Difference }
  | { readonly result: 'over-budget' | 'empty'; readonly deletions: Deletions };

/** Compares the output folder with the files it should hold, extra files too. Tidies up after a stopped run first. */
export function compareTree(out: string, files: Files, disk: Disk = fs): Difference {
  try {
    const places = placesOf(out);
    if (isInterrupted(disk, places)) withLock(disk, places.lock, () => recover(disk, places));
    return compare(disk, places, files);
  } catch (error) {
    throw new Error(`comparing ${out}`, { cause: error });
  }
}

/**
 * Makes the output folder equal to the files, wholly or not at all: wherever it is stopped, the next call of this or of
 * `compareTree` finds the old tree or the new one. Nothing is written when nothing differs. Throws when the folder holds
 * what roster did not write, when another roster is at work, and when the disk fails; the old tree is whole then.
 */
export function writeTree(
  out: string,
  files: Files,
  options: WriteOptions,
  disk: Disk = fs,
): Outcome {
  try {
    const places = placesOf(out);
    disk.mkdirSync(dirname(places.out), { recursive: true });
    return withLock(disk, places.lock, () => {
      recover(disk, places);
      return update(disk, places, files, options);
    });
  } catch (error) {
    throw new Error(`writing ${out}`, { cause: error });
  }
}

function compare(disk: Disk, { out }: Places, files: Files): Difference {
  const what = lies(disk, out);
  if (what === 'folder') return compareFolder(disk, out, files);
  if (what === 'link') throw new Error('it is a symbolic link; name the folder that it leads to');
  if (what !== 'nothing') throw new Error('it is no folder');
  return { added: [...files.keys()], changed: [], removed: [], unchanged: [] };
}

function update(disk: Disk, places: Places, files: Files, options: WriteOptions): Outcome {
  const difference = compare(disk, places, files);
  if (isSame(difference)) return { result: 'unchanged' };
  if (holdsFiles(difference)) {
    const lost = deletions(readOwnInventory(disk, places.out, difference), files);
    if (lost.before > 0 && isEmpty(files)) return { result: 'empty', deletions: lost };
    const isOver = lost.deleted.length > lost.budget;
    if (isOver && options.deletions === 'budget') return { result: 'over-budget', deletions: lost };
  }
  replace(disk, places, files);
  return { result: 'written', difference };
}

function holdsFiles({ changed, removed, unchanged }: Difference): boolean {
  return changed.length + removed.length + unchanged.length > 0;
}

function isEmpty(files: Files): boolean {
  return readInventory(files.get(INVENTORY) ?? '').objects.length === 0;
}

function replace(disk: Disk, places: Places, files: Files): void {
  try {
    stage(disk, places.next, files);
    swapIn(disk, places);
  } catch (error) {
    tidy(disk, places);
    throw error;
  }
}

/** Rolls back after a failure. Where that fails too, the first failure is the one to tell; the next run tries again. */
function tidy(disk: Disk, places: Places): void {
  try {
    recover(disk, places);
  } catch {
    // see above
  }
}
