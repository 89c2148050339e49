import { isObject } from '../../model/json.ts';
import type { Problem } from './problem.ts';
import { settings } from './settings.ts';
import { showValue } from './show-value.ts';

/** Fields that a file may have beside the settings. */
const others = ['connections'];

/** Complains of every field of a file that means nothing: a misspelt one would be a default that nobody asked for. */
export function findUnknown(
  file: Readonly<Record<string, unknown>>,
  where: string,
  problems: Problem[],
): void {
  const fields = [...Object.values(settings).map(({ field }) => field), ...others];
  for (const [name, value] of Object.entries(file)) {
    if (fields.includes(name)) continue;
    const inside = fields.filter((field) => field.startsWith(`${name}.`));
    if (inside.length === 0) problems.push(unknown(where, name, topLevel(fields)));
    else if (!isObject(value))
      problems.push({ where, field: name, message: `must be an object, got ${showValue(value)}` });
    else
      for (const key of Object.keys(value).filter((one) => !inside.includes(`${name}.${one}`)))
        problems.push(unknown(where, `${name}.${key}`, inside));
  }
}

function unknown(where: string, field: string, known: readonly string[]): Problem {
  const help = `there are ${known.map((one) => `\`${one}\``).join(', ')}`;
  return { where, field, message: 'there is no such field', help };
}

function topLevel(fields: readonly string[]): readonly string[] {
  return [...new Set(fields.map((field) => field.replace(/\..*/, '')))];
}
