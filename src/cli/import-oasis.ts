import { type Imported, importOasis } from '../language/oasis/import.ts';
import { parseModel } from '../language/oasis/settings.ts';
import type { Console } from './console.ts';
import { type Exit, exit } from './exit.ts';
import { comparisonLines } from './import-compare.ts';
import { runImport } from './import-run.ts';

/** Writes the policies that stand for the workers of Oasis models. */
export function runImportOasis(
  files: readonly string[],
  options: Readonly<Record<string, string>>,
  console: Console,
): Exit {
  const { model: written, connection } = options;
  const model = written === undefined ? undefined : parseModel(written);
  if (written !== undefined && model === undefined) {
    console.error(
      `roster import: --model must be like NorthSea/Surge/3 or NorthSea/Surge/3/v2, got ${JSON.stringify(written)}\n`,
    );
    return exit.usage;
  }
  const read = (sources: Parameters<typeof importOasis>[0], own: { readonly namespace?: string }) =>
    importOasis(sources, {
      ...own,
      ...(model !== undefined && { model }),
      ...(connection !== undefined && { connection }),
    });
  return runImport<Imported>({ read, compare: comparisonLines }, files, options, console);
}
