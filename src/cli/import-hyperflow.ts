import { type Imported, importHyperflow } from '../language/hyperflow/import.ts';
import type { Console } from './console.ts';
import type { Exit } from './exit.ts';
import { type Importer, runImport } from './import-run.ts';

/** The objects of HyperFlow's operator are no input of the import, so that there is nothing to compare with. */
const hyperflow: Importer<Imported> = { read: importHyperflow, compare: () => '' };

/** Writes the policies that stand for HyperFlow's own files. */
export function runImportHyperflow(
  files: readonly string[],
  options: Readonly<Record<string, string>>,
  console: Console,
): Exit {
  return runImport(hyperflow, files, options, console);
}
