import { nearest } from '../language/suggest/suggest.ts';
import type { Command } from './command.ts';
import { runCommand } from './command.ts';
import type { Console } from './console.ts';
import { errorWords } from './error-words.ts';
import { type Exit, exit } from './exit.ts';
import { version } from './version.prebuilt.ts';

const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).checkCommand,
  synth: async () => (await import('./synth.ts')).synthCommand,
  schema: async () => (await import('./schema.ts')).schemaCommand,
  import: async () => (await import('./import.ts')).importCommand,
  why: async () => (await import('./why.ts')).whyCommand,
};

const help = `Roster compiles worker-pool policies into Kubernetes manifests.

Usage: roster COMMAND [options]

  check                  check policies and say what is wrong
  synth                  compile policies into dist/
  schema                 print the JSON Schema of policies, for editors
  import SYSTEM FILE     turn the files of hyperflow, keda or oasis into policies
  why NAMESPACE/NAME     tell why a pool has the number of workers it has

  --help     show this, or with a command its own help
  --version  show the version
`;

/** Runs one command line, without the program's name, and gives the exit status. */
export async function roster(args: readonly string[], console: Console): Promise<Exit> {
  const [name, ...rest] = args;
  if (name === undefined) {
    console.error(help);
    return exit.usage;
  }
  if (['--help', '-h', 'help'].includes(name)) return say(console, help);
  if (['--version', '-v'].includes(name) || rest.includes('--version')) {
    return say(console, `${version}\n`);
  }
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  return load === undefined ? sayUnknown(name, console) : runOrExplain(await load(), rest, console);
}

function say(console: Console, text: string): Exit {
  console.out(text);
  return exit.ok;
}

function sayUnknown(name: string, console: Console): Exit {
  const near = nearest(name, Object.keys(loaders));
  const hint = near ? `; did you mean ${near}?` : '';
  console.error(`roster: there is no command ${JSON.stringify(name)}${hint}\n\n${help}`);
  return exit.usage;
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
    console.error(`roster ${command.name}: ${errorWords(error)}\n`);
    if (console.isDebug && error instanceof Error) console.error(`${error.stack}\n`);
    return exit.failed;
  }
}
