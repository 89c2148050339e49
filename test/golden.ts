import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Files } from '../src/render/files.ts';
import { root } from './root.ts';

const goldens = join(root, 'golden');
const used = new Set<string>();

/** Compares `files` with test/golden/`name`, byte for byte, in both directions. UPDATE=1 rewrites. */
export function matchesGolden(name: string, files: Files): void {
  used.add(name);
  const folder = join(goldens, name);
  if (process.env.UPDATE) rewrite(folder, files);
  assert.ok(
    existsSync(folder),
    `there is no ${folder}; run with UPDATE=1 and review what it writes`,
  );
  assert.equal([...files.keys()], filesUnder(folder));
  for (const [path, text] of files) {
    const expected = readFileSync(join(folder, path), 'utf8');
    assert.fixture(text, expected, path); // shows the lines
    assert.is(text, expected, path); // fixture ignores indentation and CRLF; this does not
  }
}

/** The golden files that no test compared with anything; only after the whole suite do they mean something. */
export function unusedGoldens(): readonly string[] {
  if (!existsSync(goldens)) return [];
  return filesUnder(goldens).filter(
    (path) => ![...used].some((name) => path.startsWith(`${name}/`)),
  );
}

function rewrite(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
