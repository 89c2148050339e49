import type { Problem } from './problem.ts';
import { flagOf, settings } from './settings.ts';

/** The flags behind the component's name, `--flag=value` or `--flag value`, by their names with the dashes. */
export function readFlags(
  args: readonly string[],
  problems: Problem[],
): Readonly<Record<string, string>> {
  const known = ['--config', ...Object.values(settings).map(flagOf)];
  const given: Record<string, string> = {};
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const flag = arg.replace(/=.*$/s, '');
    const problem = problemOf(flag, known, given);
    const value = arg.includes('=') ? arg.slice(flag.length + 1) : valueFrom(rest);
    if (problem !== undefined) problems.push(problem);
    else if (value === undefined || value === '')
      problems.push({ where: flag, message: `needs a value: ${flag}=…` });
    else given[flag] = value;
  }
  return given;
}

function problemOf(flag: string, known: readonly string[], given: object): Problem | undefined {
  if (!known.includes(flag)) {
    const help = `there are ${known.join(', ')}`;
    return { where: flag, message: 'there is no such flag', help };
  }
  return Object.hasOwn(given, flag) ? { where: flag, message: 'is given twice' } : undefined;
}

function valueFrom(rest: string[]): string | undefined {
  return rest[0]?.startsWith('--') ? undefined : rest.shift();
}
