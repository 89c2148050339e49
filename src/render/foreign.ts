import type { Difference } from './compare.ts';
import type { Disk } from './disk.ts';
import { MARK } from './header.ts';
import { INVENTORY, readInventory } from './inventory.ts';

/**
 * Reads the inventory of a folder that is about to be replaced. Throws when the folder is not ours, or holds what roster
 * did not write, so that a wrong `--out` deletes nothing: what is deleted can be made again from the policies.
 */
export function readOwnInventory(disk: Disk, root: string, difference: Difference): string {
  const { changed, unchanged, removed } = difference;
  if (!changed.includes(INVENTORY) && !unchanged.includes(INVENTORY)) {
    throw new Error(
      `the folder holds files but no ${INVENTORY}, so roster did not write it; name another folder, or empty this one`,
    );
  }
  const foreign = removed.filter((path) => !isOurs(disk, root, path));
  if (foreign.length > 0) {
    throw new Error(
      `roster did not write ${listed(foreign)}; move what is foreign out of the folder`,
    );
  }
  const text = disk.readFileSync(`${root}/${INVENTORY}`, 'utf8');
  try {
    readInventory(text);
  } catch (error) {
    const remedy = `restore ${INVENTORY} from Git, or delete the folder`;
    throw new Error(`finding out which policies vanish; ${remedy}`, { cause: error });
  }
  return text;
}

/** Stale files of ours, also those a merge brought in without the inventory knowing; and what Finder leaves behind. */
function isOurs(disk: Disk, root: string, path: string): boolean {
  if (path.endsWith('/.DS_Store') || path === '.DS_Store') return true;
  return path.endsWith('.yaml') && disk.readFileSync(`${root}/${path}`, 'utf8').startsWith(MARK);
}

function listed(paths: readonly string[]): string {
  const more = paths.length - SHOWN;
  return more > 0 ? `${paths.slice(0, SHOWN).join(', ')} and ${more} more` : paths.join(', ');
}

const SHOWN = 3;
