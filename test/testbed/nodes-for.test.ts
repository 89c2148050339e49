import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nodesFor } from './nodes-for.ts';

const test = suite('the Nodes of npm run testbed');

const cases = [
  { name: 'no selector, no labels', selectors: [], count: 2, labels: [{}, {}] },
  {
    name: 'a selector is on every Node',
    selectors: [{ a: '1' }],
    count: 2,
    labels: [{ a: '1' }, { a: '1' }],
  },
  {
    name: 'selectors that agree share a Node',
    selectors: [{ a: '1' }, { b: '2' }, { a: '1', b: '2' }],
    count: 1,
    labels: [{ a: '1', b: '2' }],
  },
  {
    name: 'selectors that do not take turns',
    selectors: [{ a: '1' }, { a: '2' }],
    count: 3,
    labels: [{ a: '1' }, { a: '2' }, { a: '1' }],
  },
];
for (const { name, selectors, count, labels } of cases) {
  test(name, () => {
    const manifests = selectors.map((nodeSelector) => ({
      file: 'deployment.yaml',
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'worker' },
        spec: { template: { spec: { nodeSelector } } },
      },
    }));
    const other = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'worker' } };
    const nodes = nodesFor([{ file: 'account.yaml', object: other }, ...manifests], count);
    assert.equal(
      nodes.map((node) => node.labels),
      labels,
    );
    assert.equal(
      nodes.map((node) => node.name),
      ['node-1', 'node-2', 'node-3'].slice(0, count),
    );
  });
}

test.run();
