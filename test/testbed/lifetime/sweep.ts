import {
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { killGroup } from './kill-group.ts';

const dayMs = 24 * 3_600_000;

/** Notes in a folder which processes care for it. */
export function noteKeepers(folder: string, pids: readonly number[]): void {
  writeFileSync(join(folder, 'keepers'), pids.join('\n'));
}

/**
 * Removes the folders below `parent` that begin with `prefix` and whose keepers are all dead, and ends what still runs
 * in them: what is left when owner and guard were killed at once. What cannot be removed is left to the next sweep.
 */
export function sweep(parent: string, prefix: string, now: number): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(parent, name);
    try {
      if (isKept(folder, now)) continue;
      endOrphans(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // another user's, or another sweep was faster
    }
  }
}

/** A folder that says nothing of its keepers may have been made this moment, or be half removed since yesterday. */
function isKept(folder: string, now: number): boolean {
  const keepers = read(join(folder, 'keepers'));
  return keepers === undefined
    ? now - statSync(folder).mtimeMs < dayMs
    : keepers.split('\n').map(Number).some(isAlive);
}

/**
 * A number left in `pids` may be another program's by now: only one that works in the folder is of this testbed.
 * Without /proc nobody can tell, and it is left alone.
 */
function endOrphans(folder: string): void {
  const real = realpathSync(folder);
  for (const pid of namesIn(join(folder, 'pids'))) {
    const place = workingFolder(pid);
    if (place === real || place?.startsWith(`${real}/`)) killGroup(Number(pid));
  }
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // there, and another user's
  }
}
