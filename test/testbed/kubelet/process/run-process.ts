import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import type { Clock } from '../../clock.ts';
import type { Exit, RunningContainer, StartRequest } from '../container-runtime.ts';
import { probeCommandOf } from './command.ts';
import { endedMessage } from './ended-message.ts';
import { type Launch, launchCommand, type Setting } from './launch-command.ts';
import { probeOnce } from './probe.ts';
import { groupEnded, signalGroup } from './process-group.ts';

export interface ProcessParts {
  readonly request: StartRequest;
  readonly setting: Setting;
  readonly launch: Launch;
  readonly clock: Clock;
  readonly paths: { readonly message: string; readonly log: string };
}

/** Launches a container's command, with its output at the end of its log. */
export function runProcess(command: readonly string[], parts: ProcessParts): RunningContainer {
  const { request, setting, launch, clock } = parts;
  const { container, podIp } = request;
  const child = launchInto(parts.paths.log, (output) =>
    launchCommand(launch, command, setting, output),
  );
  const over = new AbortController();
  const execs = new Set<Promise<number>>();

  async function exec(words: readonly string[], signal: AbortSignal): Promise<number> {
    const either = AbortSignal.any([signal, over.signal]);
    const probe = probeCommandOf(container, words);
    const run = runToEnd(
      () => launchInto('/dev/null', (output) => launchCommand(launch, probe, setting, output)),
      clock,
      either,
    );
    execs.add(run);
    return run.finally(() => execs.delete(run));
  }

  async function end(): Promise<Exit> {
    const ending = await groupEnded(child, clock);
    over.abort();
    await Promise.allSettled(execs);
    if (!ending.ran) return cannotStart(ending.error.message);
    const { exitCode } = ending;
    const message = await endedMessage(container, exitCode, parts.paths);
    const reason = exitCode === 0 ? 'Completed' : 'Error';
    return { exitCode, reason, ...(message !== undefined && { message }) };
  }

  return {
    containerId: newId(),
    exited: end(),
    stop: stopper(child, clock, over.signal),
    probe: (probe, signal) => {
      const until = AbortSignal.any([signal, over.signal]);
      return probeOnce(probe, { container, podIp, clock, exec }, until);
    },
  };
}

/** A container whose command cannot be run: as with containerd it counts as started and ended at once. */
export function endedAtOnce(why: string): RunningContainer {
  return {
    containerId: newId(),
    exited: Promise.resolve(cannotStart(`unable to start container process: ${why}`)),
    stop: () => {},
    probe: async () => false,
  };
}

function cannotStart(message: string): Exit {
  return { exitCode: 128, reason: 'StartError', message };
}

function newId(): string {
  return `process://${randomUUID()}`;
}

// Only the first process gets SIGTERM, as in a real container: a shell around the program that does not pass it on leaves the
// program no grace. Unlike there, where it would be process 1, it dies of a SIGTERM that it does not handle.
function stopper(child: ChildProcess, clock: Clock, over: AbortSignal): (graceMs: number) => void {
  let killAt = Number.POSITIVE_INFINITY;
  return (graceMs) => {
    const at = clock.now().getTime() + graceMs;
    if (over.aborted || at >= killAt) return;
    if (killAt === Number.POSITIVE_INFINITY) child.kill('SIGTERM');
    killAt = at;
    void clock.wait(graceMs, over).then(() => {
      if (!over.aborted) signalGroup(child, 'SIGKILL');
    });
  };
}

async function runToEnd(
  start: () => ChildProcess,
  clock: Clock,
  signal: AbortSignal,
): Promise<number> {
  if (signal.aborted) return 137;
  const child = start();
  const kill = () => signalGroup(child, 'SIGKILL');
  signal.addEventListener('abort', kill);
  try {
    const ending = await groupEnded(child, clock);
    return ending.ran ? ending.exitCode : 127;
  } finally {
    signal.removeEventListener('abort', kill);
  }
}

// The process has a descriptor of its own once it is launched.
function launchInto(path: string, start: (output: number) => ChildProcess): ChildProcess {
  const output = openSync(path, 'a', 0o600);
  try {
    return start(output);
  } finally {
    closeSync(output);
  }
}
