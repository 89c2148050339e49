import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('the build');
const folder = mkdtempSync(join(tmpdir(), 'roster-build-'));
const example = 'test/tooling/example/main.ts';
const roster = join(folder, 'roster.js');

test.before(() => {
  build(example);
});
test.after(() => {
  rmSync(folder, { recursive: true });
});

test('a bundle says what the sources say', () => {
  const said = execFileSync(roster, { cwd: folder, encoding: 'utf8' });
  assert.is(
    said,
    execFileSync(process.execPath, ['--import', 'tsx', example], { encoding: 'utf8' }),
  );
  assert.equal(JSON.parse(said), {
    greeting: { text: 'hello' },
    count: 3,
    names: [true, false],
    error: 'must NOT have more than 3 characters',
    lists: [false, true],
    app: 'function',
  });
});

test('a prebuilt module ships its values and not its code', () => {
  const code = readFileSync(roster, 'utf8');
  assert.ok(code.includes('hello'));
  assert.not(code.includes('goodbye'));
});

test('a standalone module ships validators and not ajv', () => {
  const inputs = Object.keys(metafile().inputs).filter((path) =>
    /node_modules\/(ajv|fast-deep-equal)\//.test(path),
  );
  assert.equal(inputs.sort(), [
    'node_modules/ajv/dist/runtime/equal.js',
    'node_modules/ajv/dist/runtime/ucs2length.js',
    'node_modules/fast-deep-equal/index.js',
  ]);
});

test('a lazily loaded module is not loaded at the start', () => {
  const lazy = 'node_modules/cdk8s/lib/app.js';
  assert.ok(lazy in metafile().inputs);
  assert.not(loadedAtStart().has(lazy));
});

test('an export that is no JSON value fails the build and names it', () => {
  const { status, stderr } = tryBuild('bad.prebuilt.ts', 'export const when = new Date(0);');
  assert.is(status, 1);
  assert.match(stderr, /bad\.prebuilt\.ts: export when must be a JSON value/);
});

test('a standalone module without its ajv fails the build', () => {
  const { status, stderr } = tryBuild('bad.standalone.ts', 'export const validate = () => true;');
  assert.is(status, 1);
  assert.match(stderr, /bad\.standalone\.ts must export `ajv`/);
});

test('a failed build leaves the one before in place', () => {
  const before = readFileSync(roster, 'utf8');
  assert.is(tryBuild('bad.ts', 'export const = ;').status, 1);
  assert.is(readFileSync(roster, 'utf8'), before);
});

test('chunks outlive the next build for a while, and not for ever', () => {
  const [recent, old] = ['recent-AAAAAAAA.js', 'old-AAAAAAAA.js'].map((name) => join(folder, name));
  writeFileSync(recent!, '');
  writeFileSync(old!, '');
  utimesSync(old!, 0, 0);
  build(example);
  assert.ok(existsSync(recent!));
  assert.not(existsSync(old!));
});

test('the bundle can be run by its name', () => {
  assert.is(statSync(roster).mode & 0o777, 0o755);
  assert.ok(readFileSync(roster, 'utf8').startsWith('#!/usr/bin/env node\n'));
});

test.run();

function build(entry: string): void {
  execFileSync(process.execPath, ['build.js', entry, folder]);
}

function tryBuild(name: string, code: string): { status: number | null; stderr: string } {
  const bad = join(folder, 'bad');
  mkdirSync(bad, { recursive: true });
  writeFileSync(join(bad, name), code);
  writeFileSync(join(bad, 'main.ts'), `import * as bad from './${name}';\nconsole.log(bad);`);
  return spawnSync(process.execPath, ['build.js', join(bad, 'main.ts'), folder], {
    encoding: 'utf8',
  });
}

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, Output>>;
}

interface Output {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
}

function metafile(): Metafile {
  return JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as Metafile;
}

/** The modules that are read before the first line of the entry runs. */
function loadedAtStart(): ReadonlySet<string> {
  const { outputs } = metafile();
  const loaded = new Set<string>();
  const chunks = Object.keys(outputs).filter((path) => path.endsWith('/roster.js'));
  for (const path of chunks) {
    for (const input of Object.keys(outputs[path]!.inputs)) loaded.add(input);
    for (const { path: next, kind } of outputs[path]!.imports) {
      if (kind === 'import-statement' && next in outputs && !chunks.includes(next))
        chunks.push(next);
    }
  }
  return loaded;
}
