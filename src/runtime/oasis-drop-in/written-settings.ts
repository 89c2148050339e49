import type { Problem } from '../config/problem.ts';
import { type DropInSettingName, dropInSettings } from './setting-table.ts';

/** A setting as somebody wrote it. */
export interface Written {
  readonly text: string;
  /** The flag or variable, for messages. */
  readonly where: string;
}

export type AllWritten = Partial<Record<DropInSettingName, Written>>;

export type DropInEnvironment = Readonly<Record<string, string | undefined>>;

/** What the command line says, and where it says nothing, the environment. */
export function readWritten(
  argv: readonly string[],
  env: DropInEnvironment,
  problems: Problem[],
): AllWritten {
  const written: AllWritten = {};
  for (const name of names) {
    const { variable } = dropInSettings[name];
    const text = env[variable];
    if (text !== undefined) written[name] = { text, where: variable };
  }
  readArguments(argv, written, problems);
  return written;
}

const names = Object.keys(dropInSettings) as DropInSettingName[];

/** Flags are known by both spellings of their dashes; those of switches may stand alone. */
function readArguments(argv: readonly string[], written: AllWritten, problems: Problem[]): void {
  const rest = [...argv];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [flag = '', ...values] = arg.split('=');
    const name = names.find((one) => dashed(dropInSettings[one].flag) === dashed(flag));
    if (name === undefined) {
      problems.push({ where: shortened(flag), message: 'there is no such setting' });
      continue;
    }
    const isSwitch = dropInSettings[name].form === 'switch';
    const text =
      values.length > 0 ? values.join('=') : takeValue(rest, isSwitch ? 'true' : undefined);
    if (text === undefined) problems.push({ where: flag, message: 'needs a value' });
    else written[name] = { text, where: flag };
  }
}

/** `alone` is what a flag without a value means; `undefined` where it needs one. */
function takeValue(rest: string[], alone: string | undefined): string | undefined {
  return rest[0] === undefined || rest[0].startsWith('--') ? alone : rest.shift();
}

function dashed(flag: string): string {
  return flag.replaceAll('_', '-');
}

/** A stray value may be a password. */
function shortened(flag: string): string {
  return flag.startsWith('--') ? flag : 'a value without a flag';
}
