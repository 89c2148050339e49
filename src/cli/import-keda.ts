import { type Imported, importKeda } from '../language/keda/import.ts';
import type { Console } from './console.ts';
import type { Exit } from './exit.ts';
import { comparisonLines } from './import-compare.ts';
import { type Importer, runImport } from './import-run.ts';

const keda: Importer<Imported> = { read: importKeda, compare: comparisonLines };

/** Writes the policies that stand for Deployments and what scales them. */
export function runImportKeda(
  files: readonly string[],
  options: Readonly<Record<string, string>>,
  console: Console,
): Exit {
  return runImport(keda, files, options, console);
}
