import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { reportAmbiguous } from '../../../src/language/yaml/ambiguous.ts';
import { readFast } from '../../../src/language/yaml/fast.ts';
import { parseFull } from '../../../src/language/yaml/full.ts';

const folder = 'test/fixtures/yaml';

/** Real policies, by file name. */
export const policies: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
);

/** Whatever the fast reader accepts, the full reader reads to the same values and without a report. */
export function agrees(text: string): boolean {
  const fast = readFast(text);
  if (!fast) return true;
  const source = { path: 'policies/a.yaml', text };
  const { documents, diagnostics } = parseFull(source);
  const full = documents.map(({ line, value }) => ({ line, value }));
  const reports = [
    ...diagnostics,
    ...documents.flatMap((_, index) => reportAmbiguous({ source, index })),
  ];
  if (reports.length === 0 && isDeepStrictEqual(fast, full)) return true;
  throw new Error(JSON.stringify({ text, fast, full, reports }, undefined, 1));
}
