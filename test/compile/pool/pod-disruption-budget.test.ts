import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { podDisruptionBudget } from '../../../src/compile/pool/pod-disruption-budget.ts';
import type { Disruption } from '../../../src/model/worker-pool.ts';
import { environment, workerPool } from '../../builders.ts';

const budgets: readonly { disruption: Disruption; made: boolean }[] = [
  { disruption: { maxUnavailable: '25%' }, made: true },
  { disruption: { maxUnavailable: 0 }, made: true },
  { disruption: { maxUnavailable: '0%' }, made: true },
  { disruption: { maxUnavailable: '100%' }, made: false },
  { disruption: { minAvailable: 1 }, made: true },
  { disruption: { minAvailable: '1%' }, made: true },
  { disruption: { minAvailable: '100%' }, made: true },
  { disruption: { minAvailable: 0 }, made: false },
  { disruption: { minAvailable: '0%' }, made: false },
];
for (const { disruption, made } of budgets) {
  test(`${JSON.stringify(disruption)} ${made ? 'is a budget' : 'is no budget'}`, () => {
    assert.is(podDisruptionBudget(workerPool({ disruption }), environment()) !== undefined, made);
  });
}

test('a pool that never has workers has no budget', () => {
  const { scaling } = workerPool();
  const pool = workerPool({ scaling: { ...scaling, max: 0 } });
  assert.is(podDisruptionBudget(pool, environment()), undefined);
});

const versions: readonly [version: readonly [number, number], known: boolean][] = [
  [[1, 26], false],
  [[1, 27], true],
  [[1, 32], true],
  [[2, 0], true],
];
for (const [kubernetes, known] of versions) {
  test(`Kubernetes ${kubernetes.join('.')} is ${known ? '' : 'not '}told to evict broken pods`, () => {
    const at = environment({ versions: { kubernetes, keda: [2, 17] } });
    const text = JSON.stringify(podDisruptionBudget(workerPool(), at));
    assert.is(text.includes('"unhealthyPodEvictionPolicy":"AlwaysAllow"'), known);
  });
}

test.run();
