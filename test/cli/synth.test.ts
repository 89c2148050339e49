import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './capture.ts';
import { copy, inFolder, put, tree } from './folder.ts';

/** A copy of the example estate, rendered once; commands run on it by their options. */
async function rendered(
  use: (options: readonly string[], policies: string, out: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const policies = join(folder, 'policies');
    const out = join(folder, 'dist');
    copy('policies', policies);
    const options = ['--policies', policies, '--out', out];
    assert.is((await run('synth', ...options)).status, 0);
    await use(options, policies, out);
  });
}

test('the table says mode, engine, bounds, peaks and what happened to the files', async () => {
  await inFolder(async (folder) => {
    const { status, out } = await run('synth', '--out', join(folder, 'dist'));
    assert.is(status, 0);
    assert.match(
      out,
      /montage +mproject +share +keda +0\.\.50 +50 +25000Mi +montage +KEDA can do all/,
    );
    assert.match(
      out,
      /group montage\/montage: 3 pools, peak cpu 100 of 21, memory 75000Mi of 60Gi/,
    );
    assert.match(out, /\d+ files, \d+ added, 0 changed, 0 removed/);
  });
});

test('a second run has nothing to do', () =>
  rendered(async (options, _, out) => {
    const before = statSync(join(out, 'index.json')).mtimeMs;
    const second = await run('synth', ...options);
    assert.match(second.out, /nothing to change/);
    assert.is(statSync(join(out, 'index.json')).mtimeMs, before);
  }));

test('--check is content with a fresh tree and names each file that is missing, differs or is extra', () =>
  rendered(async (options, _, out) => {
    assert.is((await run('synth', ...options, '--check')).status, 0);
    rmSync(join(out, 'prod/media/reports/deployment.reports.yaml'));
    writeFileSync(join(out, 'prod/kustomization.yaml'), 'edited');
    put(out, { 'prod/media/stray.yaml': 'kind: Stray\n' });
    const { status, out: said } = await run('synth', ...options, '--check');
    assert.is(status, 1);
    assert.match(said, /^missing {2}.*\/prod\/media\/reports\/deployment\.reports\.yaml$/m);
    assert.match(said, /^differs {2}.*\/prod\/kustomization\.yaml$/m);
    assert.match(said, /^extra {4}.*\/prod\/media\/stray\.yaml$/m);
    assert.match(said, /3 files are not what the policies say; run `npm run synth`/);
  }));

test('an error in a policy leaves the old tree as it was', () =>
  rendered(async (options, policies, out) => {
    const before = tree(out);
    put(policies, { 'broken.yaml': 'kind: Nothing\n' });
    const { status, error } = await run('synth', ...options);
    assert.is(status, 1);
    assert.match(error, /error\[missing-field\]/);
    assert.equal(tree(out), before);
  }));

test('a policy that is gone takes its files with it', () =>
  rendered(async (options, policies, out) => {
    rmSync(join(policies, 'media/previews.yaml'));
    const { status, out: said } = await run('synth', ...options);
    assert.is(status, 0);
    assert.match(said, /0 added, \d+ changed, \d+ removed/);
    assert.not.ok(Object.keys(tree(out)).some((path) => path.includes('previews')));
  }));

test('more policies than the budget vanish only with --allow-delete', () =>
  inFolder(async (folder) => {
    const [policies, out] = [join(folder, 'policies'), join(folder, 'dist')];
    const options = ['--policies', policies, '--out', out];
    const pool = (name: string) =>
      `apiVersion: roster.dev/v1alpha1\nkind: WorkerPool\nmetadata: {name: ${name}}\nspec:\n  worker: {image: "registry.example.org/${name}:1"}\n  scaling: {mode: fixed, workers: 1}\n`;
    const names = ['a', 'b', 'c', 'd', 'e'];
    put(policies, Object.fromEntries(names.map((name) => [`${name}.yaml`, pool(name)])));
    assert.is((await run('synth', ...options)).status, 0);
    const before = tree(out);
    for (const name of names.slice(1)) rmSync(join(policies, `${name}.yaml`));
    const { status, error } = await run('synth', ...options);
    assert.is(status, 1);
    assert.match(
      error,
      /4 of 6 policies would vanish from .*, more than the 3 that may go unasked/,
    );
    assert.match(error, /WorkerPool default\/b \(default\)/);
    assert.match(error, /run it again with --allow-delete/);
    assert.equal(tree(out), before);
    assert.is((await run('synth', ...options, '--allow-delete')).status, 0);
    assert.not.ok(Object.keys(tree(out)).some((path) => path.includes('/b/')));
  }));

test('--environment renders one and leaves the others as they are', () =>
  rendered(async (options, policies, out) => {
    const before = tree(out);
    const path = join(policies, 'media/reports.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('1.9.0', '1.9.1'));
    assert.is((await run('synth', ...options, '--environment', 'staging')).status, 0);
    const after = tree(out);
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    assert.ok(changed.includes('staging/media-staging/reports/deployment.reports.yaml'));
    assert.not.ok(changed.some((file) => file.startsWith('prod/')));
    assert.equal(Object.keys(after), Object.keys(before));
  }));

test('--format json gives numbers that programs can read', () =>
  rendered(async (options) => {
    const { environments, files } = JSON.parse(
      (await run('synth', ...options, '--format', 'json')).out,
    );
    const pool = environments[0].pools.find((one: { name: string }) => one.name === 'transcoder');
    assert.equal(pool, {
      namespace: 'media',
      name: 'transcoder',
      mode: 'proportional',
      engine: 'keda',
      because: 'KEDA can do all that the policy says',
      min: 0,
      max: 20,
      peak: { cpu: '40', memory: '42949672960' },
      group: null,
    });
    assert.equal(files.changed, []);
  }));

test('--quiet says nothing when all is well', () =>
  rendered(async (options) => {
    const { status, out, error } = await run('synth', ...options, '--quiet');
    assert.equal([status, out, error], [0, '', '']);
  }));

test('a folder that roster did not write is not replaced', async () => {
  await inFolder(async (folder) => {
    put(folder, { 'home/letter.txt': 'dear' });
    const { status, error } = await run('synth', '--out', join(folder, 'home'));
    assert.is(status, 1);
    assert.match(error, /roster synth: writing /);
    assert.equal(tree(join(folder, 'home')), { 'letter.txt': 'dear' });
  });
});

test.run();
