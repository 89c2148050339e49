#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { nearest } from '../language/suggest.ts';
import type { Command } from './command.ts';
import { runCommand } from './command.ts';
import type { Console } from './console.ts';
import { type Exit, exit } from './exit.ts';

const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).checkCommand,
  synth: async () => (await import('./synth.ts')).synthCommand,
  schema: async () => (await import('./schema.ts')).schemaCommand,
  import: async () => (await import('./import.ts')).importCommand,
};

const help = `Roster compiles worker-pool policies into Kubernetes manifests.

Usage: roster COMMAND [options]

  check                  check policies and say what is wrong
  synth                  compile policies into dist/
  schema                 print the JSON Schema of policies, for editors
  import hyperflow FILE  turn HyperFlow worker pools and chart values into policies

  --help     show this, or with a command its own help
  --version  show the version
`;

process.exitCode = await main(process.argv.slice(2), consoleOf(process));

async function main([name, ...args]: readonly string[], console: Console): Promise<Exit> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? console.error : console.out)(help);
    return name === undefined ? exit.usage : exit.ok;
  }
  if (name === '--version' || name === '-v') {
    console.out(`${version()}\n`);
    return exit.ok;
  }
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (load === undefined) {
    const near = nearest(name, Object.keys(loaders));
    console.error(
      `roster: there is no command ${JSON.stringify(name)}${near ? `; did you mean ${near}?` : ''}\n\n${help}`,
    );
    return exit.usage;
  }
  if (args.includes('--version')) {
    console.out(`${version()}\n`);
    return exit.ok;
  }
  return runOrExplain(await load(), args, console);
}

/** A program error is told as a chain of what was being done; the stack is for those who ask for it. */
async function runOrExplain(
  command: Command,
  args: readonly string[],
  console: Console,
): Promise<Exit> {
  try {
    return await runCommand(command, args, console);
  } catch (error) {
    const chain: string[] = [];
    for (let one: unknown = error; one instanceof Error; one = one.cause) chain.push(one.message);
    console.error(`roster ${command.name}: ${chain.join(': ') || String(error)}\n`);
    if (process.env['ROSTER_DEBUG'] && error instanceof Error) console.error(`${error.stack}\n`);
    return exit.failed;
  }
}

function version(): string {
  const manifest = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  return manifest.version;
}

function consoleOf({ stdout, stderr, env }: NodeJS.Process): Console {
  return {
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    isTerminal: stderr.isTTY === true,
    color: stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  };
}
