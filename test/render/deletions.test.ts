import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deletions } from '../../src/render/deletions.ts';
import { renderAll } from '../../src/render/files.ts';
import { manifest, pools } from './manifests.ts';

const names = Array.from({ length: 50 }, (_, index) => `p${index}`);
const tree = (...environments: readonly (readonly string[])[]) =>
  renderAll(
    environments.map((policies, index) => ({ name: `e${index}`, manifests: pools(...policies) })),
    '0.1',
  );
const inventory = (...environments: readonly (readonly string[])[]) =>
  tree(...environments).get('index.json')!;

test('what is still there is not deleted', () => {
  assert.equal(deletions(inventory(['a', 'b']), tree(['a', 'b', 'c'])), {
    deleted: [],
    budget: 3,
    before: 2,
  });
});

test('a policy that vanishes is named, with the environments it vanishes from', () => {
  assert.equal(deletions(inventory(['a', 'b'], ['a'], ['a']), tree(['b'], [], ['a'])).deleted, [
    { policy: 'WorkerPool montage/a', environments: ['e0', 'e1'] },
  ]);
});

test('the budget is a tenth of the policies where that is more than three', () => {
  assert.is(deletions(inventory(names), tree(names)).budget, 5);
  assert.is(deletions(inventory(names.slice(0, 39)), tree(names)).budget, 3);
});

test('a policy that keeps one of its objects is not deleted', () => {
  const old = renderAll(
    [{ name: 'e0', manifests: [manifest(), manifest({ kind: 'StatefulSet' })] }],
    '0.1',
  );
  const files = renderAll([{ name: 'e0', manifests: [manifest()] }], '0.1');
  assert.equal(deletions(old.get('index.json')!, files).deleted, []);
});

test('a policy whose file moved is not deleted', () => {
  const files = renderAll(
    [{ name: 'e0', manifests: [manifest({ file: 'elsewhere.yaml' })] }],
    '0.1',
  );
  assert.equal(deletions(inventory(['mproject']), files).deleted, []);
});

test('an inventory with conflict marks is an error, not an empty tree', () => {
  assert.throws(
    () => deletions(`<<<<<<< ours\n${inventory(['a'])}`, tree([])),
    /reading index.json/,
  );
  for (const text of ['null', '[]', '{}', '{"roster":"0.1","objects":[{}]}']) {
    assert.throws(() => deletions(text, tree([])), /not an inventory/, text);
  }
});

test.run();
