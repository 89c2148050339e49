import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { serve, type WorkerDeployment } from '../../../src/scaling/oasis/served.ts';

function deployment(given: Partial<WorkerDeployment> = {}): WorkerDeployment {
  return {
    name: 'w',
    supplier: 'NorthSea',
    model: 'Storm-Surge',
    version: '3.1-b',
    api: 'v2',
    replicas: 0,
    createdAt: '2030-01-01T00:00:00Z',
    ...given,
  };
}

test('ids with dashes make a queue like any other', () => {
  const { served } = serve([deployment(), deployment({ name: 'old', api: 'v1' })]);
  assert.equal(served.map(({ queue }) => queue).toSorted(), [
    'northsea-storm-surge-3.1-b',
    'northsea-storm-surge-3.1-b-v2',
  ]);
});

test('of two for one queue the older is served, whatever the order, letter case or way it is made', () => {
  const twins = [
    deployment({ name: 'a', createdAt: '2030-01-02T00:00:00Z' }),
    deployment({ name: 'b', model: 'STORM', version: 'surge-3.1-B' }),
    deployment({ name: 'c', api: 'v1', version: '3.1-b-v2', createdAt: '2030-01-03T00:00:00Z' }),
  ];
  for (const order of [twins, twins.toReversed()]) {
    const { served, refused } = serve(order);
    assert.equal(
      served.map(({ name }) => name),
      ['b'],
    );
    assert.equal([...refused.keys()].toSorted(), ['a', 'c']);
    assert.match(refused.get('a')!, 'b is older');
  }
});

test('a label that is missing or wrong is named', () => {
  const cases = [
    [{ supplier: '' }, /supplier-id is missing/],
    [{ model: '' }, /model-id is missing/],
    [{ version: '' }, /model-version-id is missing/],
    [{ api: '' }, /api-version is neither/],
    [{ api: 'V2' }, /api-version is neither/],
  ] as const;
  for (const [given, message] of cases) {
    const { served, refused } = serve([deployment(given)]);
    assert.is(served.length, 0);
    assert.match(refused.get('w')!, message);
  }
});

test.run();
