import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, put } from '../../cli/folder.ts';
import { noteKeepers } from '../lifetime/sweep.ts';
import { buildBinaries } from './build-binaries.ts';
import { goEnvironment } from './go-environment.ts';

// The real build is made once for the cache and takes minutes; here a script stands for `go`.
const test = suite('building the binaries');
const writesWhatItIsTold = '#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done; echo "$*" > "$2"\n';

test('all of them appear at once, and nothing beside them', () =>
  inFolder(async (folder) => {
    const built = await buildBinaries(join(folder, 'a', 'cache'), go(folder, writesWhatItIsTold));
    assert.equal(built, { built: true });
    assert.equal(readdirSync(join(folder, 'a')), ['cache']);
    assert.equal(readdirSync(join(folder, 'a', 'cache')), [
      'etcd',
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
      'kubectl',
      'sizes.json',
    ]);
  }));

test('a failure is told by the last lines of Go, and leaves nothing', () =>
  inFolder(async (folder) => {
    const fails = go(folder, '#!/bin/sh\necho first >&2\necho "no network" >&2\nexit 2\n');
    const built = await buildBinaries(join(folder, 'a', 'cache'), fails);
    assert.equal(built, { built: false, why: 'go ended with 2: first | no network' });
    assert.equal(readdirSync(join(folder, 'a')), []);
  }));

test('a Go that cannot be started is told', () =>
  inFolder(async (folder) => {
    const built = await buildBinaries(join(folder, 'cache'), join(folder, 'no-go'));
    assert.match(built.built ? '' : built.why, /^go ended with 127: .*no-go.*not found/);
    assert.not.ok(existsSync(join(folder, 'cache')));
  }));

test('two builds at once give one whole folder', () =>
  inFolder(async (folder) => {
    const command = go(folder, writesWhatItIsTold);
    const cache = join(folder, 'a', 'cache');
    const both = await Promise.all([buildBinaries(cache, command), buildBinaries(cache, command)]);
    assert.equal(both, [{ built: true }, { built: true }]);
    assert.equal(readdirSync(join(folder, 'a')), ['cache']);
    assert.is(readdirSync(cache).length, 6);
  }));

test('what a killed build left is removed by the next, what one under way has is not', () =>
  inFolder(async (folder) => {
    const command = go(folder, writesWhatItIsTold);
    for (const [name, pid] of [
      ['killed', spawnSync('true').pid],
      ['alive', process.pid],
    ] as const) {
      put(folder, { [`caches/build.partial-${name}/etcd`]: '' });
      noteKeepers(join(folder, `caches/build.partial-${name}`), [pid]);
    }
    await buildBinaries(join(folder, 'caches', 'build'), command);
    assert.equal(readdirSync(join(folder, 'caches')), ['build', 'build.partial-alive']);
  }));

test('a cache that cannot be written is told', () =>
  inFolder(async (folder) => {
    put(folder, { file: '' });
    const built = await buildBinaries(join(folder, 'file', 'caches', 'build'));
    assert.match(built.built ? '' : built.why, /^building into .*file.caches: ENOTDIR/);
  }));

test('nothing of the user’s makes it a build for another machine', () => {
  const user = { GOOS: 'windows', GOARCH: 'wasm', GOFLAGS: '-mod=vendor', GOPROXY: 'off' };
  const { GOOS, GOARCH, GOFLAGS, GOPROXY } = goEnvironment(user, '/scratch');
  assert.equal(
    { GOOS, GOFLAGS, GOPROXY },
    {
      GOOS: process.platform,
      GOFLAGS: '-mod=readonly',
      GOPROXY: 'off',
    },
  );
  assert.is.not(GOARCH, 'wasm');
});

function go(folder: string, script: string): string {
  put(folder, { go: script });
  chmodSync(join(folder, 'go'), 0o755);
  return join(folder, 'go');
}

test.run();
