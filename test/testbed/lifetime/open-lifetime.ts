import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Guard, startGuard } from './guard.ts';
import { killGroup } from './kill-group.ts';
import { logEnd } from './log-end.ts';
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

/** Opens a lifetime in the system's folder for temporary files; throws where none can be made there. */
export function openLifetime(): Lifetime {
  const { folder, pids, logs, guard } = makeFolder();
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
    const log = openSync(path, 'w', 0o600); // at another try what the first said is not why this one ended
    const env = { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder };
    const child = launch(argv, { env, cwd: folder, stdout: log, stderr: log });
    closeSync(log);
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`${name} could not be started: ${error.message}`));
      child.once('exit', (code, signal) => {
        resolve(`${name} ended with ${signal ?? code}\n${logEnd(path)}`);
      });
    });
    return { name, ended };
  }

  async function close(): Promise<void> {
    // Until there is none: another may be launched while these end.
    while (running.size > 0) {
      for (const child of running.keys()) killGroup(child.pid);
      await Promise.all(running.values());
    }
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } finally {
      await guard.dismiss(); // what could not be removed, the guard tries again
    }
  }

  return { folder, launch, serve, close };
}

interface Made {
  readonly folder: string;
  readonly pids: string;
  readonly logs: string;
  readonly guard: Guard;
}

/** The guard comes first: there is no moment in which there is a folder and nobody to remove it. */
function makeFolder(): Made {
  const parent = resolve(tmpdir());
  const folder = join(parent, `${folderPrefix}${randomBytes(6).toString('hex')}`);
  const [pids, logs] = [join(folder, 'pids'), join(folder, 'logs')];
  const guard = startGuard(folder);
  try {
    sweep(parent, folderPrefix, Date.now());
    mkdirSync(folder, { mode: 0o700 });
    mkdirSync(pids);
    mkdirSync(logs);
    noteKeepers(folder, [process.pid, guard.pid]);
  } catch (error) {
    void guard.dismiss();
    throw new Error(`making a folder for temporary files in ${parent}`, { cause: error });
  }
  return { folder, pids, logs, guard };
}
