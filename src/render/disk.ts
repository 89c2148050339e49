import type fs from 'node:fs';

/** The calls that render makes on the disk, handed in so that a test can fail or kill at each of them. */
export type Disk = Pick<
  typeof fs,
  | 'lstatSync'
  | 'mkdirSync'
  | 'readdirSync'
  | 'readFileSync'
  | 'readlinkSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'symlinkSync'
  | 'unlinkSync'
  | 'writeFileSync'
>;

/** What lies at a path, links not followed. */
export function lies(disk: Disk, path: string): 'nothing' | 'folder' | 'file' | 'link' | 'other' {
  const stats = disk.lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'nothing';
  if (stats.isDirectory()) return 'folder';
  if (stats.isSymbolicLink()) return 'link';
  return stats.isFile() ? 'file' : 'other';
}

/** Lists what is no folder below a folder, unsorted: path from `root` ('/' between) → whether it is a regular file. */
export function listTree(disk: Disk, root: string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  const list = (folder: string): void => {
    for (const entry of disk.readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) list(`${path}/`);
      else found.set(path, entry.isFile());
    }
  };
  list('');
  return found;
}

/** Removes a folder and all in it; links are removed, not followed. Own code, so that a test can stop it half-way. */
export function removeTree(disk: Disk, path: string): void {
  if (lies(disk, path) !== 'folder') {
    disk.unlinkSync(path);
    return;
  }
  for (const entry of disk.readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(disk, `${path}/${entry.name}`);
    else disk.unlinkSync(`${path}/${entry.name}`);
  }
  disk.rmdirSync(path);
}
