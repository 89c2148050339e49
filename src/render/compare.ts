import { compareText } from '../model/order.ts';
import { type Disk, listTree } from './disk.ts';
import type { Files } from './files.ts';

/** How a folder differs from the files it should hold; paths from its root, sorted. Empty folders do not count. */
export interface Difference {
  readonly added: readonly string[];
  /** Other bytes, or no regular file: a link to the right bytes is a change too. */
  readonly changed: readonly string[];
  /** What the folder holds beyond the files, whoever put it there. */
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/** Tells whether a folder holds exactly the files it should. */
export function isSame({ added, changed, removed }: Difference): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** Compares the bytes below `root`, which must be a folder. */
export function compareFolder(disk: Disk, root: string, files: Files): Difference {
  const found = listTree(disk, root);
  const added: string[] = [];
  const changed: string[] = [];
  const unchanged: string[] = [];
  for (const [path, text] of files) {
    if (!found.has(path)) added.push(path);
    else if (found.get(path) && holds(disk, `${root}/${path}`, text)) unchanged.push(path);
    else changed.push(path);
  }
  const removed = [...found.keys()].filter((path) => !files.has(path));
  return {
    added: added.sort(compareText),
    changed: changed.sort(compareText),
    removed: removed.sort(compareText),
    unchanged: unchanged.sort(compareText),
  };
}

function holds(disk: Disk, path: string, text: string): boolean {
  return disk.readFileSync(path).equals(Buffer.from(text));
}
