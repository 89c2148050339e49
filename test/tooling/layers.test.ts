import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { diskFiles, exceptions, forms, mayImport, packages, touch, touches } from './layers.ts';

const layers = Object.keys(mayImport);
/** The lint rules that hold the table; what others say of the planted files does not matter. */
const rules = /noRestricted|noJsRestricted|noProcessEnv|noConsole|noDynamicRequire|^plugin/;

/** A planted file that does one thing, and whether it may. */
interface Plant {
  readonly code: string;
  readonly allowed: boolean;
}
const plants = new Map<string, Plant>();

for (const from of layers) {
  for (const to of layers) {
    const allowed = from === to || mayImport[from]!.includes(to);
    plantForms(`${from}/to-${to}`, `../${to}/thing.ts`, allowed);
    plantForms(`${from}/deep/to-${to}`, `../../${to}/deep/thing.ts`, allowed);
  }
  for (const outside of ['test', 'bench', 'build', 'node_modules']) {
    plantForms(`${from}/to-${outside}`, `../../${outside}/thing.ts`, false);
  }
  for (const [index, [name, users]] of Object.entries(packages).entries()) {
    plantForms(`${from}/package-${index}`, name, users.includes(from));
  }
  for (const [index, { code, layers: users }] of touches.entries()) {
    plant(`${from}/touch-${index}.ts`, touch(code), users.includes(from));
  }
  plant(`${from}/import-type.ts`, `export type It = import('../model/thing.ts').It;\n`, false);
}
for (const file of diskFiles) {
  const code = "import { rmSync } from 'node:fs';\nexport const remove = rmSync;\n";
  plant(file, code, true);
  plant(file.replace('/', '/deep/'), code, false);
}
for (const { path, may, mayNot = [] } of exceptions) {
  const numbered = (code: string, index: number) => code.replace(/\bit =/, `it${index} =`);
  plant(path, may.map(numbered).join(''), true);
  for (const [index, code] of mayNot.entries())
    plant(path.replace(/[^/]*$/, `refused-${index}.ts`), code, false);
}

test('the lint refuses exactly the imports and reaches that the table refuses', () => {
  const expected = [...plants].filter(([, { allowed }]) => !allowed).map(([path]) => path);
  const refused = lint();
  const describe = (path: string): string => `${path}: ${plants.get(path)?.code.split('\n')[0]}`;
  assert.equal(expected.filter((path) => !refused.has(path)).map(describe), [], 'not refused');
  assert.equal(
    [...refused].filter((path) => plants.get(path)?.allowed !== false).map(describe),
    [],
    'refused',
  );
  assert.ok(expected.length > 1_000 && plants.size - expected.length > 300, 'both sides are tried');
});

test('every file of src is in a layer', () => {
  const folders = readdirSync('src').filter((name) => !layers.includes(name));
  assert.equal(folders, []);
});

test('no file of src silences the rules that hold the layers', () => {
  const silenced = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => silences(readFileSync(join('src', path), 'utf8')));
  assert.equal(silenced, []);
});

test('a rule of the layers is silenced by its name, its group, and all at once', () => {
  assert.ok(silences('// biome-ignore lint/style/noRestrictedImports: why'));
  assert.ok(silences('// biome-ignore-all lint/style: why'));
  assert.ok(silences('// biome-ignore-start lint: why'));
  assert.ok(silences('// biome-ignore plugin: why'));
  assert.not(silences('// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: why'));
  assert.not(silences('// biome-ignore format: why'));
});

test.run();

function plantForms(path: string, target: string, allowed: boolean): void {
  for (const [form, write] of Object.entries(forms))
    plant(`${path}-${form}.ts`, write(target), allowed);
}

function plant(path: string, code: string, allowed: boolean): void {
  plants.set(path, { code, allowed });
}

/** Lints all plants at once, under the real configuration, and returns the paths that a layer rule refused. */
function lint(): ReadonlySet<string> {
  const root = mkdtempSync(join(tmpdir(), 'roster-layers-'));
  try {
    for (const path of ['biome.json', 'lint', 'package.json']) {
      cpSync(path, join(root, path), { recursive: true });
    }
    for (const [path, { code }] of plants) {
      mkdirSync(dirname(join(root, 'src', path)), { recursive: true });
      writeFileSync(join(root, 'src', path), code);
    }
    const biome = resolve('node_modules/@biomejs/biome/bin/biome');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'],
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    assert.match(stdout, /^\{"summary"/, stderr);
    const { summary, diagnostics } = JSON.parse(stdout) as Report;
    assert.ok(summary.changed + summary.unchanged >= plants.size, 'biome saw every plant');
    return new Set(
      diagnostics
        .filter(({ category }) => rules.test(category.replace(/.*\//, '')))
        .map(({ location }) => location.path.replace(/^src\//, '')),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

interface Report {
  readonly summary: { readonly changed: number; readonly unchanged: number };
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string };
  }[];
}

function silences(text: string): boolean {
  const names = [...text.matchAll(/biome-ignore\S*\s+([\w/]+)/g)].map(([, name]) =>
    name!.split('/'),
  );
  return names.some(
    ([tool, , rule]) => tool === 'plugin' || (tool === 'lint' && (!rule || rules.test(rule))),
  );
}
