import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { killGroup } from '../testbed/lifetime/kill-group.ts';
import { logEnd } from '../testbed/lifetime/log-end.ts';
import type { Lifetime } from '../testbed/lifetime/open-lifetime.ts';
import { until } from '../testbed/until.ts';

/** A server that a test takes away and brings back, with the data it left. */
export interface Restartable {
  /** Starts it where it does not run, and resolves when it answers; rejects with the end of its log when it ends instead. */
  start(): Promise<void>;
  /** Kills it and all it started, as a crash would, and resolves when it is gone. */
  stop(): Promise<void>;
  log(): string;
}

export interface Program {
  readonly name: string;
  readonly argv: readonly string[];
  /** Below the folder of the lifetime. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it serves; a rejection means not yet. */
  readonly answers: () => Promise<boolean>;
}

export function restartable(lifetime: Lifetime, program: Program): Restartable {
  const folder = join(lifetime.folder, program.folder);
  const log = join(folder, 'log');
  const env = { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder, ...program.env };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let running: ChildProcess | undefined;

  async function start(): Promise<void> {
    if (running !== undefined) return;
    const output = openSync(log, 'a', 0o600);
    const child = lifetime.launch(program.argv, {
      env,
      cwd: folder,
      stdout: output,
      stderr: output,
    });
    closeSync(output);
    running = child;
    await until(`${program.name} answers`, async () => {
      if (!isUp(child)) throw new Error(`${program.name} ended\n${logEnd(log)}`);
      return program.answers().catch(() => false);
    });
  }

  async function stop(): Promise<void> {
    const child = running;
    running = undefined;
    if (child === undefined || !isUp(child)) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    killGroup(child.pid);
    await ended;
  }

  return { start, stop, log: () => readFileSync(log, 'utf8') };
}

function isUp({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
