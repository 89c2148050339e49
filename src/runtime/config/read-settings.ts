import { isObject } from '../../model/json.ts';
import type { Problem } from './problem.ts';
import { flagOf, type Setting, type Settings, settings, variableOf } from './settings.ts';
import { showValue } from './show-value.ts';

/** Where settings are written. A flag counts before a variable, a variable before the file. */
export interface Written {
  readonly flags: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: Readonly<Record<string, unknown>>;
  /** The file's path, for messages. */
  readonly path: string;
}

/** All settings, defaults applied; what is wrong goes into `problems`, and the default stands in its place. */
export function readSettings(written: Written, problems: Problem[]): Settings {
  const entries = Object.entries(settings) as [string, Setting][];
  const values = entries.map(([name, one]) => [name, readOne(one, written, problems)]);
  return Object.fromEntries(values) as unknown as Settings;
}

function readOne(setting: Setting, written: Written, problems: Problem[]): unknown {
  const { form, field } = setting;
  const found = find(setting, written);
  if (found === undefined) return setting.default;
  const value = form.read(found.value);
  if (value !== undefined) return value;
  const message = `must be ${form.rule}, got ${showValue(found.value)}`;
  problems.push({ where: found.where, ...(found.isFile && { field }), message });
  return setting.default;
}

interface Found {
  readonly where: string;
  readonly isFile: boolean;
  readonly value: unknown;
}

function find(setting: Setting, { flags, env, file, path }: Written): Found | undefined {
  const flag = flags[flagOf(setting)];
  if (flag !== undefined)
    return { where: flagOf(setting), isFile: false, value: setting.form.fromText(flag) };
  const variable = env[variableOf(setting)];
  // a variable that a chart leaves empty is none
  if (variable !== undefined && variable !== '')
    return { where: variableOf(setting), isFile: false, value: setting.form.fromText(variable) };
  const value = valueAt(file, setting.field.split('.'));
  return value === undefined ? undefined : { where: path, isFile: true, value };
}

function valueAt(file: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return file;
  return isObject(file) && Object.hasOwn(file, key) ? valueAt(file[key], rest) : undefined;
}
