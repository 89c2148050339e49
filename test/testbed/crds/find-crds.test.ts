import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, put, tree } from '../../cli/folder.ts';
import { needs } from '../../skips.ts';
import { placesHere } from '../binaries/find-binaries.ts';
import { usualCrds } from './apply-crds.ts';
import { downloadModules } from './download-modules.ts';
import { findCrds } from './find-crds.ts';
import { moduleFolder, pinnedModules, sources } from './sources.ts';

const test = suite('finding CRDs');
const found = await findCrds();
const withCrds = needs('the CRDs', found.found, found.found ? '' : found.why);

const crd = (name: string) => `kind: CustomResourceDefinition\nmetadata: {name: ${name}}\n`;

/** Module folders with one CRD each, as Go would have unpacked them. */
function modulesIn(folder: string) {
  const paths = Object.keys(sources);
  for (const [place, path] of paths.entries()) {
    put(join(folder, `${place}`, sources[path]!), {
      'kustomization.yaml': 'resources: []\n',
      'one.yaml': crd(`things${place}.example.org`),
    });
  }
  const folders = paths.map((path, place) => [path, join(folder, `${place}`)]);
  return Promise.resolve({ ok: true, folders: Object.fromEntries(folders) } as const);
}

test('every module is pinned, with the hashes of its archive and of its go.mod', () => {
  assert.equal(
    pinnedModules().map((module) => module.split('@')[0]),
    Object.keys(sources),
  );
  const sums = readFileSync(join(moduleFolder, 'go.sum'), 'utf8').trim().split('\n');
  const wanted = pinnedModules().flatMap((module) => [
    module.replace('@', ' '),
    `${module.replace('@', ' ')}/go.mod`,
  ]);
  assert.equal(
    sums.map((line) => line.split(' h1:')[0]),
    wanted,
  );
});

test('a cache that cannot be written is told, and is no crash', () =>
  inFolder(async (folder) => {
    put(folder, { file: '' });
    const cache = join(folder, 'file', 'crds');
    const outcome = await findCrds(cache, () => modulesIn(join(folder, 'modules')));
    assert.match(outcome.found ? '' : outcome.why, /file\/crds cannot be written: .*ENOTDIR/);
  }));

test('two at once fill one cache, and a later one asks nobody', () =>
  inFolder(async (folder) => {
    const cache = join(folder, 'cache', 'crds');
    const download = () => modulesIn(join(folder, 'modules'));
    const both = await Promise.all([findCrds(cache, download), findCrds(cache, download)]);
    assert.equal(both, [
      { found: true, folder: cache },
      { found: true, folder: cache },
    ]);
    assert.equal(readdirSync(join(folder, 'cache')), ['crds']);
    assert.is(Object.keys(tree(cache)).length, Object.keys(sources).length);
    const nobody = () => Promise.reject(new Error('asked'));
    assert.equal(await findCrds(cache, nobody), { found: true, folder: cache });
  }));

test('without Go and without a cache the reason is given', () =>
  inFolder(async (folder) => {
    const why = 'there is no `go`';
    assert.equal(await downloadModules(['m@v1'], folder, './no-go'), { ok: false, why });
    const cache = join(folder, 'crds');
    assert.equal(await findCrds(cache, async () => ({ ok: false, why })), { found: false, why });
    assert.equal(readdirSync(folder), []);
  }));

withCrds(test, 'the usual CRDs are among those found', () => {
  const files = found.found ? readdirSync(found.folder) : [];
  assert.equal(
    usualCrds.filter((name) => !files.includes(`${name}.json`)),
    [],
  );
});

const withGo = needs('Go', placesHere(() => {}).hasGo(), 'https://go.dev/doc/install');

withGo(test, 'a module that is not as go.sum has it is an error', () =>
  inFolder(async (folder) => {
    copyFileSync(join(moduleFolder, 'go.mod'), join(folder, 'go.mod'));
    const sums = readFileSync(join(moduleFolder, 'go.sum'), 'utf8');
    writeFileSync(join(folder, 'go.sum'), sums.replaceAll(/h1:..../g, 'h1:AAAA'));
    const keda = pinnedModules().filter((module) => module.includes('/keda/'));
    let message = '';
    try {
      await downloadModules(keda, folder);
    } catch (error) {
      ({ message } = error as Error);
    }
    assert.match(message, /not those of go\.sum.*checksum mismatch/s);
  }),
);

test.run();
