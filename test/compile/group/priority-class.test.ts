import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../src/compile/compile.ts';
import { capacityGroup, estate } from '../../builders.ts';

test('a PriorityClass that groups of two namespaces share is rendered once', () => {
  const priorityClass = { name: 'hyperflow-worker', value: 0, preemption: 'Never' as const };
  const groups = ['one', 'two'].map((namespace) => capacityGroup({ namespace, priorityClass }));
  const objects = compile(estate({ groups }), []).map(({ object }) => object);
  assert.is(objects.filter(({ kind }) => kind === 'PriorityClass').length, 1);
  assert.is(objects.filter(({ kind }) => kind === 'ResourceQuota').length, 2);
});

test.run();
