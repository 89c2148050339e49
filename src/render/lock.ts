import { hostname } from 'node:os';
import { type Disk, lies } from './disk.ts';

/**
 * Does `work` while no other process may: `path` is a link whose target is `<pid>@<host>`, since a link is made with its
 * content in one call, and a file is empty for an instant. The lock of a dead process is taken over. Throws when another
 * holds it; on another host nobody can tell the dead from the living, so that lock is never taken over.
 */
export function withLock<Result>(disk: Disk, path: string, work: () => Result): Result {
  takeLock(disk, path);
  try {
    return work();
  } finally {
    releaseLock(disk, path);
  }
}

function takeLock(disk: Disk, path: string): void {
  if (!makeLock(disk, path)) {
    const holder = disk.readlinkSync(path);
    if (!isStale(holder)) throw busy(holder, path);
    removeStale(disk, path, holder);
    if (!makeLock(disk, path)) throw busy(disk.readlinkSync(path), path);
  }
  if (lies(disk, stale(path)) !== 'nothing') disk.unlinkSync(stale(path));
}

function makeLock(disk: Disk, path: string): boolean {
  try {
    disk.symlinkSync(`${process.pid}@${hostname()}`, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new Error(`locking with ${path}`, { cause: error });
  }
}

/** Our own pid in a lock that we did not make is a dead process's: in a container every run may have the same. */
function isStale(holder: string): boolean {
  const [pid, host] = holder.split('@');
  if (host !== hostname()) return false;
  return Number(pid) === process.pid || !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** Moves the lock away before it is deleted: if somebody else was faster, it is their lock that moved, and goes back. */
function removeStale(disk: Disk, path: string, holder: string): void {
  disk.renameSync(path, stale(path));
  const moved = disk.readlinkSync(stale(path));
  if (moved !== holder) {
    disk.renameSync(stale(path), path);
    throw busy(moved, path);
  }
  disk.unlinkSync(stale(path));
}

function stale(path: string): string {
  return `${path}-stale`;
}

function busy(holder: string, path: string): Error {
  const [pid, host] = holder.split('@');
  const who = `another roster (process ${pid} on ${host}) is writing here`;
  return new Error(`${who}; wait for it, or delete ${path} if that process is gone`);
}

/** A lock that cannot be removed is no failure of the work: once this process is gone, it is stale. */
function releaseLock(disk: Disk, path: string): void {
  try {
    disk.unlinkSync(path);
  } catch {
    // see above
  }
}
