import type { Console } from '../../src/cli/console.ts';
import { roster } from '../../src/cli/roster.ts';

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command line in this process and keeps what it printed. */
export async function run(...args: readonly string[]): Promise<Ended> {
  let out = '';
  let error = '';
  const console: Console = {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    isTerminal: false,
    isDebug: false,
    color: false,
  };
  const status = await roster(args, console);
  return { status, out, error };
}
