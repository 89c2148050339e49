import { type Disk, listTree } from './disk.ts';
import type { Files } from './files.ts';

/**
 * Writes the files into a new folder and lists them again: a disk that ignores case or normalises names shows there, not
 * in the tree. Bytes are not read back: a disk that fails says so when it is written to. One after another on purpose: two worker threads were not faster, the file system is what takes the time.
 */
export function stage(disk: Disk, root: string, files: Files): void {
  disk.mkdirSync(root);
  const made = new Set(['']);
  for (const [path, text] of files) {
    if (/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) throw new Error(`${path} leads out of the folder`);
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (!made.has(folder)) disk.mkdirSync(`${root}/${folder}`, { recursive: true });
    made.add(folder);
    disk.writeFileSync(`${root}/${path}`, text, { flag: 'wx' });
  }
  const found = listTree(disk, root);
  if (found.size !== files.size || [...files.keys()].some((path) => !found.get(path))) {
    throw new Error('the disk does not give back what was written');
  }
}
