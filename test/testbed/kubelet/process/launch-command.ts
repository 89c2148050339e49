import type { ChildProcess } from 'node:child_process';
import { NotStarted } from './not-started.ts';

/** Starts a command as the leader of a process group that does not outlive this process. */
export type Launch = (
  argv: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string>>;
    readonly cwd: string;
    readonly stdout: number | 'pipe';
    readonly stderr: number | 'pipe';
  },
) => ChildProcess;

/** All that a command of a container runs with. */
export interface Setting {
  readonly variables: ReadonlyMap<string, string>;
  readonly cwd: string;
}

// A launch goes through a shell, which keeps such names only and takes some of these for its own.
const keptByShells = /^[A-Za-z_]\w*$/;
const ownOfShells = new Set([
  '_',
  'IFS',
  'OLDPWD',
  'OPTIND',
  'PPID',
  'PS1',
  'PS2',
  'PS4',
  'PWD',
  'SHLVL',
]);

/** Launches with exactly these variables, whatever their names; throws NotStarted for what no process can be told. */
export function launchCommand(
  launch: Launch,
  command: readonly string[],
  { variables, cwd }: Setting,
  output: number,
): ChildProcess {
  const words = [...command, ...[...variables].flat()];
  if (words.some((word) => word.includes('\0'))) {
    throw new NotStarted('a word or a variable with a NUL in it', {
      reason: 'CreateContainerError',
    });
  }
  const isKept = (name: string) => keptByShells.test(name) && !ownOfShells.has(name);
  const odd = [...variables].filter(([name]) => !isKept(name));
  // Only for these: a process's arguments, unlike its variables, are seen by all users of the machine.
  const prefix = odd.length > 0 ? ['/usr/bin/env', ...odd.map((pair) => pair.join('='))] : [];
  return launch([...prefix, ...command], {
    env: Object.fromEntries([...variables].filter(([name]) => isKept(name))),
    cwd,
    stdout: output,
    stderr: output,
  });
}
