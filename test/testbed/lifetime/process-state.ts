import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

// Small images have no `ps`, and macOS has no /proc.
const proc = existsSync('/proc/self/stat');

/** Whether a process runs. A zombie does not: nobody has yet asked how it ended. */
export function isRunning(pid: number): boolean {
  const state = proc ? /\) (\S)/.exec(read(`/proc/${pid}/stat`))?.[1] : ask('stat=', pid);
  return state !== undefined && state !== '' && !/^[ZX]/.test(state);
}

/** The program and its arguments; empty when there is no such process. */
export function commandOf(pid: number): string {
  return proc ? read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') : ask('args=', pid);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it ended
  }
}

function ask(column: string, pid: number): string {
  return spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}
