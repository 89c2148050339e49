import { appendFileSync, chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, put } from '../../cli/folder.ts';
import { type Found, findBinaries, type Places, placesHere } from './find-binaries.ts';
import { buildName, parseVersion, pinnedVersion } from './pinned-version.ts';
import { programs } from './programs.ts';
import { noteSizes } from './sizes.ts';

const test = suite('finding the binaries');
const ours = pinnedVersion();
const envtest = ['etcd', 'kube-apiserver', 'kubectl'];

const harm = {
  empty: (path: string) => writeFileSync(path, ''),
  longer: (path: string) => appendFileSync(path, 'more'),
  'not executable': (path: string) => chmodSync(path, 0o644),
  'a folder': (path: string) => {
    rmSync(path);
    mkdirSync(path);
  },
};

interface Case {
  readonly name: string;
  /** What is wrong with a program, by its path. */
  readonly damage?: Readonly<Record<string, keyof typeof harm>>;
  /** What KUBEBUILDER_ASSETS holds; undefined when it is not set. */
  readonly assets?: readonly string[];
  readonly version?: string;
  readonly cached?: true;
  readonly go?: 'builds' | 'fails';
  /** The folder each program is taken from, or why not. */
  readonly expected: string | RegExp;
  readonly announced?: RegExp;
}

const next = `v1.${ours.minor + 1}.0`;
const last = `v1.${ours.minor - 1}.0`;
const all = 'etcd kube-apiserver kube-controller-manager kube-scheduler';
const none = /^neither KUBEBUILDER_ASSETS nor a build in the cache, and no `go` to build it$/;

const cases: readonly Case[] = [
  {
    name: 'all four in KUBEBUILDER_ASSETS are taken',
    assets: programs,
    version: 'v1.32.0',
    expected: `assets: ${all}`,
  },
  {
    name: 'what envtest leaves out comes from the cache',
    assets: envtest,
    version: ours.text,
    cached: true,
    expected: 'assets: etcd kube-apiserver; cache: kube-controller-manager kube-scheduler',
  },
  {
    name: 'a controller manager one minor version behind its API server will do',
    assets: envtest,
    version: next,
    go: 'builds',
    expected: 'assets: etcd kube-apiserver; cache: kube-controller-manager kube-scheduler',
    announced: /^building Kubernetes v1\.\d+\.\d+ once/,
  },
  {
    name: 'a controller manager newer than its API server will not',
    assets: envtest,
    version: last,
    cached: true,
    expected: `cache: ${all}`,
    announced: /^KUBEBUILDER_ASSETS is not used: its kube-apiserver is .* does not go with it$/,
  },
  {
    name: 'an API server older than 1.32 is not taken',
    assets: programs,
    version: 'v1.31.9',
    cached: true,
    expected: `cache: ${all}`,
    announced: /its kube-apiserver is v1\.31\.9, and 1\.32 or newer is needed$/,
  },
  {
    name: 'a KUBEBUILDER_ASSETS that is empty or moved is said and passed over',
    assets: [],
    cached: true,
    expected: `cache: ${all}`,
    announced: /^KUBEBUILDER_ASSETS is not used: there is no kube-apiserver in /,
  },
  {
    name: 'an API server that does not run here is passed over',
    assets: programs,
    cached: true,
    expected: `cache: ${all}`,
    announced: /does not tell its version$/,
  },
  { name: 'the cache serves without Go', cached: true, expected: `cache: ${all}` },
  {
    name: 'Go builds into the cache',
    go: 'builds',
    expected: `cache: ${all}`,
    announced: /this takes some minutes$/,
  },
  {
    name: 'a build that fails says why',
    go: 'fails',
    expected: /^go ended with 1: no network$/,
    announced: /^building/,
  },
  { name: 'without Go and cache there is none', expected: none },
  {
    name: 'a cached program that is empty is told, with the remedy',
    cached: true,
    damage: { 'cache/etcd': 'empty' },
    expected: /cache is damaged, its etcd is empty; delete that folder and it is built anew$/,
  },
  {
    name: 'a cached program of another length than was built is told',
    cached: true,
    damage: { 'cache/kube-scheduler': 'longer' },
    expected: /its kube-scheduler has 14 of 10 bytes; delete that folder/,
  },
  {
    name: 'a program in KUBEBUILDER_ASSETS that is not executable is passed over',
    assets: programs,
    version: ours.text,
    cached: true,
    damage: { 'assets/etcd': 'not executable' },
    expected: `cache: ${all}`,
    announced: /^KUBEBUILDER_ASSETS is not used: its etcd is not executable$/,
  },
  {
    name: 'a folder by the name of a program is passed over',
    assets: programs,
    version: ours.text,
    cached: true,
    damage: { 'assets/kube-apiserver': 'a folder' },
    expected: `cache: ${all}`,
    announced: /its kube-apiserver is no file$/,
  },
];

for (const one of cases) {
  test(one.name, () =>
    inFolder(async (folder) => {
      const said: string[] = [];
      lay(folder, one);
      const found = await findBinaries(placesIn(folder, one, said));
      const origins = describe(found, folder);
      if (one.expected instanceof RegExp) assert.match(origins, one.expected);
      else assert.is(origins, one.expected);
      if (one.announced) assert.match(said.join('\n'), one.announced);
      else assert.equal(said, []);
    }),
  );
}

test('a relative KUBEBUILDER_ASSETS is one of where the tests are run', () => {
  const { KUBEBUILDER_ASSETS } = process.env;
  process.env.KUBEBUILDER_ASSETS = 'bin/k8s';
  try {
    assert.is(placesHere(() => {}).assets, resolve('bin/k8s'));
  } finally {
    if (KUBEBUILDER_ASSETS === undefined) delete process.env.KUBEBUILDER_ASSETS;
    else process.env.KUBEBUILDER_ASSETS = KUBEBUILDER_ASSETS;
  }
});

test('a build for another platform or processor has another name', () => {
  assert.match(buildName('linux', 'x64'), /^kubernetes-v1\.\d+\.\d+-linux-x64-[0-9a-f]{12}$/);
  assert.is.not(buildName('linux', 'arm64'), buildName('linux', 'x64'));
  assert.is.not(buildName('darwin', 'arm64'), buildName('linux', 'arm64'));
});

const versions = [
  { text: 'Kubernetes v1.35.4\n', expected: { major: 1, minor: 35, text: 'v1.35.4' } },
  { text: 'Kubernetes v1.36.0-beta.1', expected: { major: 1, minor: 36, text: 'v1.36.0-beta.1' } },
  { text: 'etcd Version: 3.6.5', expected: undefined },
  { text: '', expected: undefined },
];
for (const { text, expected } of versions) {
  test(`the version in ${JSON.stringify(text)}`, () => assert.equal(parseVersion(text), expected));
}

function lay(folder: string, { assets, cached, damage = {} }: Case): void {
  if (assets !== undefined) fill(join(folder, 'assets'), assets);
  if (cached) fill(join(folder, 'cache'), [...programs, 'kubectl']);
  for (const [path, kind] of Object.entries(damage)) harm[kind](join(folder, path));
}

function placesIn(folder: string, { assets, version, go }: Case, said: string[]): Places {
  return {
    assets: assets === undefined ? undefined : join(folder, 'assets'),
    cache: join(folder, 'cache'),
    versionOf: () => (version === undefined ? undefined : parseVersion(version)),
    hasGo: () => go !== undefined,
    build: async (into) => {
      if (go === 'fails') return { built: false, why: 'go ended with 1: no network' };
      fill(into, [...programs, 'kubectl']);
      return { built: true };
    },
    announce: (line) => said.push(line),
  };
}

/** Which program comes from which of the two folders, or why there is none. */
function describe(found: Found, folder: string): string {
  if (!found.found) return found.why;
  const parts = ['assets', 'cache'].map((from) => {
    const here = programs.filter((one) => found.binaries[one] === join(folder, from, one));
    return here.length > 0 ? `${from}: ${here.join(' ')}` : '';
  });
  return parts.filter((part) => part !== '').join('; ');
}

function fill(folder: string, names: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  put(folder, Object.fromEntries(names.map((name) => [name, '#!/bin/sh\n'])));
  for (const name of names) chmodSync(join(folder, name), 0o755);
  noteSizes(folder, names);
}

test.run();
