import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, put } from '../../cli/folder.ts';
import { readManifests } from './read-manifests.ts';

const test = suite('reading manifests');
const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
const namesIn = (folder: string) =>
  readManifests(folder).map(({ file, object: { metadata } }) => `${file} ${metadata.name}`);

test('a kustomization says what is read and in which order', () =>
  inFolder((folder) => {
    put(folder, {
      'kustomization.yaml': 'kind: Kustomization\nresources: [x/b.yaml, a.yaml]\n',
      'a.yaml': object('a'),
      'x/b.yaml': object('b'),
      'stray.yaml': object('stray'),
    });
    assert.equal(namesIn(folder), ['x/b.yaml b', 'a.yaml a']);
  }));

test('without one every YAML file is read, and each of its documents', () =>
  inFolder((folder) => {
    put(folder, {
      'x/b.yml': `${object('b')}---\n${object('c')}`,
      'a.yaml': object('a'),
      'empty.yaml': '# nothing\n',
      'index.json': '{}',
    });
    assert.equal(namesIn(folder), ['a.yaml a', 'x/b.yml b', 'x/b.yml c']);
  }));

test('what kustomize would do and we cannot is an error, not passed over', () =>
  inFolder((folder) => {
    put(folder, { 'kustomization.yaml': 'resources: []\npatches: []\n' });
    assert.throws(() => readManifests(folder), /cannot do patches/);
  }));

test.run();
