import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/report.ts';
import { type Checked, check } from '../language/check.ts';
import { loadFolder } from '../language/load.ts';

/** Reads and checks the policy folder that the operator named; places are shown as they typed it. */
export function checkFolder(folder: string): Checked & { readonly files: number } {
  const shown =
    folder
      .replaceAll('\\', '/')
      .replace(/^(\.\/)+/, '')
      .replace(/\/+$/, '') || '.';
  const { sources, diagnostics: unread } = loadFolder(resolve(folder), shown);
  const { estates, diagnostics } = check(sources);
  const all: readonly Diagnostic[] =
    unread.length === 0 ? diagnostics : sortDiagnostics([...unread, ...diagnostics]);
  return { estates, diagnostics: all, files: sources.length };
}
