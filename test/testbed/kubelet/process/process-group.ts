import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import type { Clock } from '../../clock.ts';

const firstLookMs = 1;
const looks = 11; // about two seconds in all

export type Ending =
  | { readonly ran: true; readonly exitCode: number }
  | { readonly ran: false; readonly error: Error };

/**
 * Settles when a process that leads a group of its own has ended, and with it, by force, what it left behind in the group. What
 * has gone to another group, as a daemon does with `setsid`, is not known here.
 */
export async function groupEnded(child: ChildProcess, clock: Clock): Promise<Ending> {
  const ending = await new Promise<Ending>((resolve) => {
    child.once('error', (error) => resolve({ ran: false, error }));
    child.once('exit', (code, signal) => {
      const exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
      resolve({ ran: true, exitCode });
    });
  });
  const never = new AbortController().signal;
  for (let look = 0; look < looks && signalGroup(child, 'SIGKILL'); look += 1) {
    if (!(await isRunning(child.pid))) break;
    await clock.wait(firstLookMs * 2 ** look, never);
  }
  return ending;
}

/** Whether any of a group runs, and is not only a zombie that nobody has collected yet; where that cannot be seen, yes. */
async function isRunning(group: number | undefined): Promise<boolean> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name));
  if (pids.length === 0) return true;
  const stats = pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
  return (await Promise.all(stats)).some((stat) => {
    // After the name, in brackets, which may have anything in it: state, parent, group.
    const [state, , leader] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(leader) === group && state !== 'Z' && state !== 'X';
  });
}

/** Sends a signal to all of a group; false when there is nobody any more. */
export function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ESRCH' || code === 'EPERM') return false; // EPERM: macOS, for a group of zombies
    throw error;
  }
}
