import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { printText } from '../diagnostics/print-text.ts';
import { hasErrors } from '../diagnostics/report.ts';
import type { Source } from '../model/source.ts';
import type { Console } from './console.ts';
import { type Exit, exit } from './exit.ts';
import { readFiles, writeAll } from './import-files.ts';

/** What every importer gives. */
export interface Imported {
  readonly policies: readonly { readonly path: string; readonly text: string }[];
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One system that policies can be imported from. */
export interface Importer<T extends Imported> {
  readonly read: (sources: readonly Source[], options: { readonly namespace?: string }) => T;
  /** How what is rendered from the policies differs from what was imported, as lines. */
  readonly compare: (imported: T) => string;
}

/** Writes the policies that stand for another system's files into a folder; overwrites nothing, and writes all of them or none. */
export function runImport<T extends Imported>(
  importer: Importer<T>,
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
  const imported = importer.read(sources, namespace === undefined ? {} : { namespace });
  const { policies, notes, diagnostics } = imported;
  console.error(printText(diagnostics, { color: console.color }));
  if (hasErrors(diagnostics)) return exit.failed;
  // Before anything is written: a policy that cannot be compiled is no policy.
  const compared = importer.compare(imported);
  const problem = writeAll(policies.map(({ path, text }) => [join(out, path), text]));
  if (problem !== undefined) {
    console.error(`roster import: ${problem}; nothing was written\n`);
    return exit.usage;
  }
  for (const { path } of policies) console.out(`${join(out, path)}\n`);
  for (const note of notes) console.error(`note: ${note}\n`);
  if (compared !== '') console.error(`\nWhat changes (path: was → is):\n${compared}`);
  return policies.length === 0 ? exit.failed : exit.ok;
}
