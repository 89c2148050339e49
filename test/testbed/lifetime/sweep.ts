import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Notes in a folder which processes care for it. */
export function noteKeepers(folder: string, pids: readonly number[]): void {
  writeFileSync(join(folder, 'keepers'), pids.join('\n'));
}

/**
 * Removes the folders below `parent` that begin with `prefix` and whose keepers are all dead: what is left when owner
 * and guard were killed at once. Their processes are not looked for, since their numbers may belong to others by now.
 */
export function sweep(parent: string, prefix: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(parent, name);
    if (keepersOf(folder)?.some(isAlive) === false) {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

/** Undefined for a folder that says nothing of its keepers: it may have been made this moment. */
function keepersOf(folder: string): readonly number[] | undefined {
  try {
    return readFileSync(join(folder, 'keepers'), 'utf8').split('\n').map(Number);
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
