import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Pages = ReadonlyMap<string, string>;

/** Names the files of a folder that are not what the pages say: changed, missing, or there without a page. */
export function staleFiles(folder: string, pages: Pages): readonly string[] {
  const there = filesIn(folder);
  const changed = [...pages].filter(
    ([name, text]) => !there.includes(name) || readFileSync(join(folder, name), 'utf8') !== text,
  );
  return [...changed.map(([name]) => name), ...there.filter((name) => !pages.has(name))].toSorted();
}

/** Makes the folder hold the pages and nothing else. */
export function writePages(folder: string, pages: Pages): void {
  mkdirSync(folder, { recursive: true });
  for (const name of staleFiles(folder, pages)) {
    const text = pages.get(name);
    if (text === undefined) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
