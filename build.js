// Bundles the command line into build/roster.js and the runtime into build/runtime.js: `node build.js`.
// `node build.js ENTRY [folder] [name]` makes one bundle of another entry.
//
// Chunk names carry a hash of their content and build/roster.js is replaced last, by a rename. So two
// builds at once, or a build under a running roster, never mix: each roster.js finds its own chunks.
import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';

const [entry, folder = 'build', named = 'roster'] = process.argv.slice(2);
const ENTRIES = entry
  ? { [named]: entry }
  : { roster: 'src/cli/main.ts', runtime: 'src/runtime/main.ts' };

// Chunks that no build has touched for this long belong to no roster that still starts.
const KEEP_MILLISECONDS = 60 * 60 * 1000;

// Inside the project, because the modules that are run from here import packages.
const CACHE = resolve('node_modules/.cache/roster');

// CommonJS packages inside an ES module look for these three names.
const COMMONJS = `import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __toPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __toPath(import.meta.url), __dirname = __toPath(new URL('.', import.meta.url));`;

const SHARED = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
  write: false,
};

// What these packages do without, slower by nothing that we would notice, when they are not installed.
const OPTIONAL = ['bufferutil', 'utf-8-validate', 'pino-pretty'];

try {
  const made = await Promise.all(Object.entries(ENTRIES).map(bundle));
  await prune(folder, new Set(made.flat()));
} catch (error) {
  if (!error.errors) console.error(error); // esbuild has printed its own
  process.exitCode = 1;
}

/** Makes one bundle, puts it in place and gives the names of its files. */
async function bundle([name, path]) {
  const started = performance.now();
  const { outputFiles, metafile } = await build({
    ...SHARED,
    entryPoints: { [name]: path },
    outdir: folder,
    plugins: [generated('prebuilt', writeValues), generated('standalone', writeValidators)],
    splitting: true, // what only `synth` needs is loaded by `synth` only
    chunkNames: '[name]-[hash]',
    banner: { js: COMMONJS },
    minifySyntax: true, // with the next line: 5 MB and some milliseconds less of every start
    minifyWhitespace: true,
    external: OPTIONAL,
    legalComments: 'linked',
    metafile: true,
  });
  const files = await swap(name, outputFiles, metafile);
  console.log(
    `built ${join(folder, `${name}.js`)} in ${Math.round(performance.now() - started)} ms`,
  );
  return files;
}

/** Replaces each `*.KIND.ts` by what `generate` makes of its exports, so that what computes them is not shipped. */
function generated(kind, generate) {
  const setup = ({ onLoad }) => {
    onLoad({ filter: new RegExp(`\\.${kind}\\.ts$`) }, async ({ path }) => {
      const contents = await remember(path, generate);
      return { contents, resolveDir: dirname(path) };
    });
  };
  return { name: kind, setup };
}

/** Runs a module of ours and generates code from its exports, unless that was done for the same module before. */
async function remember(path, generate) {
  const { outputFiles } = await build({ ...SHARED, entryPoints: [path], packages: 'external' });
  const key = createHash('sha256');
  for (const part of [outputFiles[0].text, generate, writeValue, withoutUnread])
    key.update(String(part));
  key.update(await readFile('package-lock.json').catch(() => ''));
  const known = join(CACHE, `${key.digest('hex')}.js`);
  const before = await readFile(known, 'utf8').catch(() => undefined);
  if (before !== undefined) return before;

  const copy = join(CACHE, `${randomUUID()}.mjs`);
  await mkdir(CACHE, { recursive: true });
  await writeFile(copy, outputFiles[0].text);
  const exported = await import(pathToFileURL(copy).href).finally(() => rm(copy));
  const code = await generate(path, exported);
  await replace(known, code);
  await prune(CACHE, new Set([basename(known)]));
  return code;
}

/** The code of `*.prebuilt.ts`: its exports, which must be JSON values, as they are now. */
function writeValues(path, exported) {
  return Object.entries(exported)
    .map(([name, value]) => writeValue(path, name, value))
    .join('\n');
}

/** `JSON.parse` of a text starts faster than the same object written as code. */
function writeValue(path, name, value) {
  const text = JSON.stringify(value);
  if (text === undefined || !isDeepStrictEqual(JSON.parse(text), value)) {
    throw new Error(
      `${path}: export ${name} must be a JSON value (no undefined, class, date or function)`,
    );
  }
  const isCompound = typeof value === 'object' && value !== null;
  const code = isCompound ? `/* @__PURE__ */ JSON.parse(${JSON.stringify(text)})` : text;
  return name === 'default' ? `export default ${code};` : `export const ${name} = ${code};`;
}

/** The code of `*.standalone.ts`, which exports `ajv` and validators that it compiled: ajv's generated functions. */
async function writeValidators(path, { ajv, ...validators }) {
  if (!ajv?.opts?.code?.source || !ajv.opts.code.esm) {
    throw new Error(`${path} must export \`ajv\`, made with code: {source: true, esm: true}`);
  }
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const ids = Object.entries(validators).map(([name, { schema }]) => {
    if (schema === undefined) throw new Error(`${path}: export ${name} is not a validator`);
    if (schema.$id) return [name, schema.$id];
    ajv.addSchema(schema, name); // finds what `compile` made, by the schema's identity
    return [name, name];
  });
  return withoutUnread(standalone.default(ajv, Object.fromEntries(ids)));
}

/** Takes out of the errors that the code makes what we never read: a fifth of it, which every start would scan. */
function withoutUnread(code) {
  return code
    .replaceAll(/,schemaPath:"(?:[^"\\]|\\.)*"/g, '')
    .replaceAll(/,schema:[^,{}]+(?=,parentSchema:)/g, '');
}

/** Puts the new files in place one by one, the entry last, and gives their names. */
async function swap(name, outputs, metafile) {
  await mkdir(folder, { recursive: true });
  const meta = name === 'roster' ? 'meta.json' : `${name}.meta.json`;
  const main = resolve(folder, `${name}.js`);
  for (const { path, contents } of outputs) {
    if (path !== main) await replace(path, contents);
  }
  await replace(join(folder, meta), JSON.stringify(metafile));
  // Node reads the interpreter line only where it is the first.
  const { text } = outputs.find(({ path }) => path === main);
  await replace(main, `#!/usr/bin/env node\n${text.replace(/^#!.*\n/, '')}`, 0o755);
  return [meta, ...outputs.map(({ path }) => basename(path))];
}

async function replace(path, contents, mode = 0o644) {
  const fresh = `${path}.${randomUUID()}`;
  await writeFile(fresh, contents);
  await chmod(fresh, mode);
  await rename(fresh, path);
}

async function prune(where, current) {
  for (const name of await readdir(where)) {
    const path = join(where, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    const isOld = Date.now() - mtimeMs > KEEP_MILLISECONDS;
    if (isOld && !current.has(name)) await rm(path, { recursive: true, force: true });
  }
}
