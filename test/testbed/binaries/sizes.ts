import { accessSync, constants, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './programs.ts';

const file = 'sizes.json';

/** Notes beside built programs how long each is, so that one cut short later is noticed before it is run. */
export function noteSizes(folder: string, names: readonly string[]): void {
  const sizes = names.map((name) => [name, statSync(join(folder, name)).size]);
  writeFileSync(join(folder, file), JSON.stringify(Object.fromEntries(sizes)));
}

/** What is wrong with the first of these programs that cannot be run as it lies in a folder; undefined when all can. */
export function faultIn(folder: string, names: readonly Program[]): string | undefined {
  const sizes = notedSizes(folder);
  for (const name of names) {
    const fault = faultOf(join(folder, name), sizes?.[name]);
    if (fault !== undefined) return `its ${name} ${fault}`;
  }
  return undefined;
}

function faultOf(path: string, size: number | undefined): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'is missing';
  if (!stats.isFile()) return 'is no file';
  if (stats.size === 0) return 'is empty';
  if (size !== undefined && stats.size !== size) return `has ${stats.size} of ${size} bytes`;
  try {
    accessSync(path, constants.X_OK);
    return undefined;
  } catch {
    return 'is not executable';
  }
}

function notedSizes(folder: string): Readonly<Record<string, number>> | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch {
    return undefined; // assets of others have no such file
  }
}
