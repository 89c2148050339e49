import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../../src/language/check.ts';

/** What is said about a pool with annotations of so many bytes, keys included; a report would print them. */
function messagesFor(field: 'metadata' | 'worker', text: string): readonly string[] {
  const annotations = { a: 'x', b: text };
  const policy = {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'WorkerPool',
    metadata: { name: 'mproject', ...(field === 'metadata' && { annotations }) },
    spec: {
      worker: {
        image: 'registry.example.org/worker:1.0.0',
        ...(field === 'worker' && { annotations }),
      },
      scaling: { mode: 'fixed', workers: 2 },
    },
  };
  const sources = [{ path: 'pool.yaml', text: JSON.stringify(policy) }];
  return check(sources).diagnostics.map(({ message }) => message);
}

for (const [field, name] of [
  ['metadata', 'metadata.annotations["b"]'],
  ['worker', 'spec.worker.annotations.b'],
] as const) {
  test(`annotations of ${field} hold 128 KiB in all and no more`, () => {
    assert.equal(messagesFor(field, 'x'.repeat(131_072 - 3)), []);
    assert.equal(messagesFor(field, 'x'.repeat(131_072 - 2)), [
      `\`${name}\` must leave the annotations together at most 131072 bytes, half of what Kubernetes takes, got 131073 up to here`,
    ]);
  });
}

test('annotations are counted in bytes', () => {
  assert.is(messagesFor('worker', 'é'.repeat(70_000)).length, 1);
});

test.run();
