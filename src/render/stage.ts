import { compareFolder, isSame } from './compare.ts';
import type { Disk } from './disk.ts';
import type { Files } from './files.ts';

/**
 * Writes the files into a new folder and reads them back: a disk that ignores case or normalises names shows there, not
 * in the tree. One after another on purpose: two worker threads were not faster, the file system is what takes the time.
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
  if (!isSame(compareFolder(disk, root, files))) {
    throw new Error('the disk does not give back what was written');
  }
}
