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
import { printText } from '../diagnostics/print-text.ts';
import { hasErrors } from '../diagnostics/report.ts';
import { importHyperflow } from '../language/hyperflow/import.ts';
import type { Source } from '../model/source.ts';
import type { Console } from './console.ts';
import { type Exit, exit } from './exit.ts';

/** Writes the policies that stand for HyperFlow's own files into a folder; overwrites nothing, and writes all of them or none. */
export function runImportHyperflow(
  files: readonly string[],
  { out = 'policies', namespace }: Readonly<Record<string, string>>,
  console: Console,
): Exit {
  const sources = readFiles(files, console);
  if (sources === undefined) return exit.usage;
  if (namespace !== undefined && !/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) {
    console.error(
      `roster import: --namespace must be a Kubernetes name, got ${JSON.stringify(namespace)}\n`,
    );
    return exit.usage;
  }
  const { policies, notes, diagnostics } = importHyperflow(
    sources,
    namespace === undefined ? {} : { namespace },
  );
  console.error(printText(diagnostics, { color: console.color }));
  if (hasErrors(diagnostics)) return exit.failed;
  const problem = writeAll(policies.map(({ path, text }) => [join(out, path), text]));
  if (problem !== undefined) {
    console.error(`roster import: ${problem}; nothing was written\n`);
    return exit.usage;
  }
  for (const { path } of policies) console.out(`${join(out, path)}\n`);
  for (const note of notes) console.error(`note: ${note}\n`);
  return exit.ok;
}

function readFiles(files: readonly string[], console: Console): readonly Source[] | undefined {
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

function writeAll(files: readonly (readonly [path: string, text: string])[]): string | undefined {
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
