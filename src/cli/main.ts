#!/usr/bin/env node
import type { Console } from './console.ts';
import { roster } from './roster.ts';

// a reader that has seen enough, such as `head`, is no failure of ours
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await roster(process.argv.slice(2), consoleOf(process));

function consoleOf({ stdout, stderr, env }: NodeJS.Process): Console {
  return {
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    isTerminal: stderr.isTTY === true,
    isDebug: Boolean(env.ROSTER_DEBUG),
    color: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb',
  };
}
