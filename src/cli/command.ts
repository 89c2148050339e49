import { parseArgs } from 'node:util';
import { nearest } from '../language/suggest/suggest.ts';
import type { Console } from './console.ts';
import { type Exit, exit } from './exit.ts';

/** One option of a command, as its help shows it. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly value?: string;
  readonly default?: string;
  readonly choices?: readonly string[];
  readonly about: string;
}

export interface Command {
  readonly name: string;
  readonly about: string;
  readonly usage: string;
  readonly options: Readonly<Record<string, Option>>;
  /** How many words beside options it takes at least and at most. */
  readonly words: readonly [least: number, most: number];
  readonly run: (given: Given, console: Console) => Promise<Exit> | Exit;
}

export interface Given {
  readonly options: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** Reads a command's arguments and runs it; wrong usage is said on the error stream and ends with 2. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  console: Console,
): Promise<Exit> {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  if (options.includes('--help') || options.includes('-h')) {
    console.out(helpOf(command));
    return exit.ok;
  }
  const given = readArguments(command, args);
  if (typeof given === 'string') {
    console.error(
      `roster ${command.name}: ${given}\n\nUsage: ${command.usage}\nTry: roster ${command.name} --help\n`,
    );
    return exit.usage;
  }
  return command.run(given, console);
}

/** The help of one command, made of its own table of options, so that it cannot lie. */
export function helpOf({ about, usage, options }: Command): string {
  const rows = [
    ...Object.entries(options),
    ['help', { type: 'boolean', about: 'show this' }] as const,
  ].map(([name, option]) => [
    `--${name}${'value' in option && option.value ? ` ${option.value}` : ''}`,
    `${option.about}${'choices' in option && option.choices ? ` (${option.choices.join(', ')})` : ''}${'default' in option && option.default ? ` [${option.default}]` : ''}`,
  ]);
  const width = Math.max(...rows.map(([flag = '']) => flag.length));
  return `${about}\n\nUsage: ${usage}\n\n${rows.map(([flag = '', text = '']) => `  ${flag.padEnd(width)}  ${text}`).join('\n')}\n`;
}

function readArguments(command: Command, args: readonly string[]): Given | string {
  const unknown = unknownOption(command, args) ?? valueProblem(command, args);
  if (unknown !== undefined) return unknown;
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type }]) => [name, { type }]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    });
    return checked(command, values, positionals);
  } catch (error) {
    return error instanceof Error ? sentence(error.message) : 'the arguments cannot be read';
  }
}

function unknownOption({ options }: Command, args: readonly string[]): string | undefined {
  const end = args.indexOf('--');
  for (const arg of end < 0 ? args : args.slice(0, end)) {
    if (!arg.startsWith('-') || arg === '-') continue;
    const name = arg.replace(/^--?/, '').replace(/=.*$/s, '');
    if (arg.startsWith('--') && Object.hasOwn(options, name)) continue;
    const near = nearest(name, Object.keys(options));
    return `there is no option ${arg.replace(/=.*$/s, '')}${near ? `; did you mean --${near}?` : ''}`;
  }
  return undefined;
}

/** What is wrong with the options that exist: Node's own words for it are longer than the usage. */
function valueProblem({ options }: Command, args: readonly string[]): string | undefined {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  const flags = own.filter((arg) => arg.startsWith('--')).map((arg) => arg.replace(/=.*$/s, ''));
  const twice = flags.find((flag, index) => flags.indexOf(flag) !== index);
  if (twice !== undefined) return `${twice} is given twice`;
  for (const [index, arg] of own.entries()) {
    const option = arg.startsWith('--') ? options[arg.slice(2).replace(/=.*$/s, '')] : undefined;
    const problem = option && missingValue(option, arg, own[index + 1]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function missingValue(option: Option, arg: string, next: string | undefined): string | undefined {
  if (option.type === 'boolean') {
    return arg.includes('=') ? `${arg.replace(/=.*$/s, '')} takes no value` : undefined;
  }
  const hasValue = arg.includes('=') || (next !== undefined && !next.startsWith('--'));
  return hasValue ? undefined : `${arg} needs a value: ${arg} ${option.value ?? ''}`.trimEnd();
}

function checked(
  command: Command,
  values: Readonly<Record<string, unknown>>,
  words: readonly string[],
): Given | string {
  const [least, most] = command.words;
  if (words.length < least) return 'there are too few arguments';
  if (words.length > most) return `there is no argument ${JSON.stringify(words[most])}`;
  const options: Record<string, string> = {};
  const flags = new Set<string>();
  for (const [name, option] of Object.entries(command.options)) {
    const value = values[name] ?? option.default;
    if (value === true) flags.add(name);
    if (typeof value !== 'string') continue;
    const problem = problemOf(name, option, value);
    if (problem !== undefined) return problem;
    options[name] = value;
  }
  return { options, flags, words };
}

function problemOf(name: string, { choices }: Option, value: string): string | undefined {
  if (value === '') return `--${name} must not be empty`;
  if (choices === undefined || choices.includes(value)) return undefined;
  return `--${name} must be one of ${choices.join(', ')}, got ${JSON.stringify(value)}`;
}

function sentence(message: string): string {
  const first = message.split('\n')[0] ?? '';
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/\.$/, '');
}
