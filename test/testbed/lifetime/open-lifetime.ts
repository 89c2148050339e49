import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGuard } from './guard.ts';
import { noteKeepers, sweep } from './sweep.ts';

/** A temporary folder and processes, none of which outlives `close` or the end, however sudden, of this process. */
export interface Lifetime {
  readonly folder: string;
  /** Starts a program in a process group of its own; it is ended with the lifetime. */
  readonly launch: (argv: readonly string[], options: LaunchOptions) => ChildProcess;
  /** Starts a program whose output goes to a log file, and watches it. */
  readonly serve: (name: string, argv: readonly string[]) => Server;
  readonly close: () => Promise<void>;
}

export interface LaunchOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** File descriptors, or 'pipe'. */
  readonly stdout: number | 'pipe';
  readonly stderr: number | 'pipe';
}

export interface Server {
  readonly name: string;
  /** Settles when it has ended, with the sentence that says how and the end of its log. */
  readonly ended: Promise<string>;
}

/** Every testbed's folder begins with this, in the system's folder for temporary files. */
const folderPrefix = 'roster-testbed-';

// The shell leaves its number, which `exec` makes the program's, before the program runs: there is no moment
// in which a program runs that the guard does not know. The guard renames the folder first, so a late start fails.
const leaveNumber = ': > "$1/$$" || exit 1; shift; exec "$@"';

export function openLifetime(): Lifetime {
  sweep(tmpdir(), folderPrefix);
  const folder = mkdtempSync(join(tmpdir(), folderPrefix));
  const pids = join(folder, 'pids');
  const logs = join(folder, 'logs');
  mkdirSync(pids);
  mkdirSync(logs);
  const guard = startGuard(folder);
  noteKeepers(folder, [process.pid, guard.pid]);
  const running = new Map<ChildProcess, Promise<void>>();

  function launch(argv: readonly string[], options: LaunchOptions): ChildProcess {
    const { env, cwd, stdout, stderr } = options;
    const child = spawn('/bin/sh', ['-c', leaveNumber, 'sh', pids, ...argv], {
      detached: true,
      env: { ...env },
      cwd,
      stdio: ['ignore', stdout, stderr],
    });
    const ended = new Promise<void>((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', () => resolve());
    }).then(() => {
      // What the program left behind in its group ends with it.
      killGroup(child.pid);
      rmSync(join(pids, String(child.pid)), { force: true });
      running.delete(child);
    });
    running.set(child, ended);
    return child;
  }

  function serve(name: string, argv: readonly string[]): Server {
    const path = join(logs, `${name}.log`);
    const log = openSync(path, 'a', 0o600);
    const env = { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder };
    const child = launch(argv, { env, cwd: folder, stdout: log, stderr: log });
    closeSync(log);
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`${name} could not be started: ${error.message}`));
      child.once('exit', (code, signal) => {
        resolve(`${name} ended with ${signal ?? code}\n${tail(path)}`);
      });
    });
    return { name, ended };
  }

  async function close(): Promise<void> {
    const all = [...running];
    for (const [child] of all) killGroup(child.pid);
    await Promise.all(all.map(([, ended]) => ended));
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    await guard.dismiss();
  }

  return { folder, launch, serve, close };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function tail(path: string): string {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
  } catch {
    return ''; // the folder is gone already
  }
}
