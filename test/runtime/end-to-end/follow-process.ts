import type { ChildProcess } from 'node:child_process';

/** What a child process says, and how it ends. */
export interface Followed {
  /** Complete lines of its output. */
  readonly lines: () => readonly string[];
  /** All it wrote, errors too. */
  readonly said: () => string;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Waits for something that the process has to live for; rejects with what it said when it ends before. */
  readonly whileAlive: <T>(work: Promise<T>) => Promise<T>;
}

/** Reads the output of a process from now on; its `stdio` has to be piped. */
export function followProcess(child: ChildProcess): Followed {
  let out = '';
  let error = '';
  child.stdout?.on('data', (text) => {
    out += text;
  });
  child.stderr?.on('data', (text) => {
    error += text;
  });
  const said = () => out + error;
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? code ?? 0));
  });
  return {
    ended,
    said,
    lines: () => out.split('\n').slice(0, -1),
    whileAlive: (work) =>
      Promise.race([
        work,
        ended.then((how) => {
          throw new Error(`the process ended with ${how}: ${said()}`);
        }),
      ]),
  };
}
