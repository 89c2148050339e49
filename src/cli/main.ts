#!/usr/bin/env node
import type { Console } from './console.ts';
import { exit } from './exit.ts';
import { roster } from './roster.ts';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // a reader that has seen enough, such as `head`, is no failure of ours; a full disk is
    if (error.code === 'EPIPE') process.exit();
    if (stream === process.stdout)
      process.stderr.write(`roster: the output cannot be written (${error.code})\n`);
    process.exit(exit.failed);
  });
}
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
