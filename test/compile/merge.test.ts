import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { merge } from '../../src/compile/merge.ts';
import type { JsonObject } from '../../src/model/json.ts';

const cases: readonly { name: string; below: JsonObject; above: JsonObject; merged: JsonObject }[] =
  [
    {
      name: 'maps merge deep',
      below: { spec: { a: 1, b: { c: 2 } } },
      above: { spec: { b: { d: 3 } } },
      merged: { spec: { a: 1, b: { c: 2, d: 3 } } },
    },
    {
      name: 'containers merge by name and keep their place',
      below: { containers: [{ name: 'worker', image: 'a' }, { name: 'x' }] },
      above: { containers: [{ name: 'y' }, { name: 'worker', tty: true }] },
      merged: {
        containers: [{ name: 'worker', image: 'a', tty: true }, { name: 'x' }, { name: 'y' }],
      },
    },
    {
      name: 'a variable is replaced whole, so that it never has two sources',
      below: { env: [{ name: 'A', value: 'a' }] },
      above: { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'x' } } }] },
      merged: { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'x' } } }] },
    },
    {
      name: 'a volume is replaced whole, so that it never has two sources',
      below: { volumes: [{ name: 'w', emptyDir: {} }] },
      above: { volumes: [{ name: 'w', nfs: { server: 's', path: '/' } }] },
      merged: { volumes: [{ name: 'w', nfs: { server: 's', path: '/' } }] },
    },
    {
      name: 'mounts merge by path',
      below: {
        volumeMounts: [
          { name: 'w', mountPath: '/a' },
          { name: 'w', mountPath: '/b' },
        ],
      },
      above: { volumeMounts: [{ mountPath: '/b', readOnly: true }] },
      merged: {
        volumeMounts: [
          { name: 'w', mountPath: '/a' },
          { name: 'w', mountPath: '/b', readOnly: true },
        ],
      },
    },
    {
      name: 'ports without a name are added',
      below: { ports: [{ containerPort: 1 }] },
      above: { ports: [{ containerPort: 2 }] },
      merged: { ports: [{ containerPort: 1 }, { containerPort: 2 }] },
    },
    {
      name: 'other lists are replaced',
      below: { command: ['a', 'b'], tolerations: [{ key: 'a' }] },
      above: { command: ['c'], tolerations: [] },
      merged: { command: ['c'], tolerations: [] },
    },
    {
      name: 'null takes away what is below, and leaves no null where nothing is',
      below: { a: 1, b: 2 },
      above: { a: null, c: null, d: { e: null } },
      merged: { b: 2, d: {} },
    },
    {
      name: 'a value of another shape replaces',
      below: { a: { b: 1 }, env: 'none' },
      above: { a: 'x', env: [{ name: 'A' }] },
      merged: { a: 'x', env: [{ name: 'A' }] },
    },
    {
      name: 'items that are no maps are kept as they are',
      below: { env: ['x'] },
      above: { env: ['y', { name: 'A' }] },
      merged: { env: ['x', 'y', { name: 'A' }] },
    },
  ];
for (const { name, below, above, merged } of cases) {
  test(name, () => assert.equal(merge(below, above), merged));
}

test('names of the prototype are keys like others', () => {
  const merged = merge({}, JSON.parse('{"__proto__": {"x": 1}, "constructor": [1]}'));
  assert.is(JSON.stringify(merged), '{"__proto__":{"x":1},"constructor":[1]}');
  assert.is(({} as { x?: number }).x, undefined);
});

test.run();
