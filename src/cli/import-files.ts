import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Source } from '../model/source.ts';
import type { Console } from './console.ts';

/** Reads the files to import, all of them or, with a word on why, none. */
export function readFiles(
  files: readonly string[],
  console: Console,
): readonly Source[] | undefined {
  try {
    return files.flatMap(filesOf).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  } catch (error) {
    console.error(`roster import: ${reasonOf(error)}\n`);
    return undefined;
  }
}

/** A folder stands for the YAML and JSON files in it. */
function filesOf(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .toSorted()
    .map((name) => join(path, name));
}

/** Writes all files or none, and overwrites nothing; gives the reason where it wrote none. */
export function writeAll(
  files: readonly (readonly [path: string, text: string])[],
): string | undefined {
  const taken = files.map(([path]) => path).filter((path) => existsSync(path));
  if (taken.length > 0)
    return `${taken.join(', ')} must not be there yet; move ${taken.length === 1 ? 'it' : 'them'} away or name another folder with --out`;
  const written: string[] = [];
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(path), { recursive: true });
      // Between the look and the write somebody may have made the file.
      writeFileSync(path, text, { flag: 'wx' });
      written.push(path);
    }
    return undefined;
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    return reasonOf(error);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read or written by you',
  EEXIST: 'must not be there yet',
  EISDIR: 'is a folder',
  ENOTDIR: 'is not a folder',
  EROFS: 'is on a disk that cannot be written',
  ENOSPC: 'does not fit on the disk',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) throw error;
  const { code, path = '' } = error as NodeJS.ErrnoException;
  const reason = reasons[code ?? ''];
  if (reason === undefined)
    throw new Error('moving files between here and the policy folder', { cause: error });
  return `${path} ${reason}`;
}
