import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { unlessRefused } from '../client/api-refusal.ts';
import { withApiServer } from '../client/api-server.ts';
import { inNamespace } from '../in-namespace.ts';
import { testbed, withControlPlane } from '../shared.ts';
import { applyObjects } from './apply-objects.ts';
import type { Manifest } from './read-manifests.ts';
import { syncObjects } from './sync-objects.ts';

const test = suite('applying and pruning');
const options = { fieldManager: 'sync', conflicts: 'refuse', run: 'real' } as const;

withControlPlane(
  test,
  'what is no longer there is deleted, and what is not ours stays',
  async () => {
    const { admin } = await testbed();
    const use = (namespace: string) =>
      withApiServer(admin, async (api) => {
        const path = `/api/v1/namespaces/${namespace}/configmaps`;
        const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => configMap(namespace, name));
        const first = await syncObjects(admin, [a!, b!, c!, d!], [], 'sync');
        assert.equal(first.pruned, []);

        // b is deleted by hand, c is made anew by somebody else, d is taken over by another sync.
        await api.call({ method: 'DELETE', path: `${path}/b` });
        await api.call({ method: 'DELETE', path: `${path}/c` });
        await api.call({ method: 'POST', path, body: c!.object });
        const taken = { ...options, fieldManager: 'other', conflicts: 'take' } as const;
        await applyObjects(
          admin,
          [{ ...d!, object: { ...d!.object, data: { x: 'theirs' } } }],
          taken,
        );
        const dropped = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'd', namespace } };
        await applyObjects(admin, [{ file: 'd.yaml', object: dropped }], options);

        const second = await syncObjects(admin, [], first.inventory, 'sync');
        assert.equal(
          second.pruned.map(({ name, result }) => `${name} ${result}`),
          ['a deleted', 'b gone', 'c kept', 'd kept'],
        );
        assert.equal(second.inventory, []);
        const left = api.call({ method: 'GET', path: `${path}/a` });
        assert.is(await unlessRefused(404, left), undefined);
      });
    await inNamespace({ admin }, use);
  },
);

withControlPlane(
  test,
  'nothing is deleted while an object is refused, and the next sync does it',
  async () => {
    const { admin } = await testbed();
    await inNamespace({ admin }, async (namespace) => {
      const [a, b] = ['a', 'b'].map((name) => configMap(namespace, name));
      const bad = { ...b!, object: { ...b!.object, dada: {} } };
      const first = await syncObjects(admin, [a!], [], 'sync');
      const second = await syncObjects(admin, [bad], first.inventory, 'sync');
      assert.equal(
        second.applied.map(({ result }) => result),
        ['refused'],
      );
      assert.equal(second.pruned, []);
      const third = await syncObjects(admin, [b!], second.inventory, 'sync');
      assert.equal(
        third.pruned.map(({ name, result }) => `${name} ${result}`),
        ['a deleted'],
      );
    });
  },
);

withControlPlane(test, 'a field of another manager is refused or taken, as asked', async () => {
  const { admin } = await testbed();
  await inNamespace({ admin }, async (namespace) => {
    const a = configMap(namespace, 'a');
    await applyObjects(admin, [a], { ...options, fieldManager: 'other' });
    const ours = { ...a, object: { ...a.object, data: { x: 'ours' } } };
    const [refused] = await applyObjects(admin, [ours], options);
    assert.is(refused?.result === 'refused' && refused.reason, 'Conflict');
    const take = { ...options, conflicts: 'take' } as const;
    const runs = [{ ...take, run: 'dry' as const }, take, take, { ...take, run: 'dry' as const }];
    const results: string[] = [];
    for (const run of runs) {
      for (const { result } of await applyObjects(admin, [ours], run)) results.push(result);
    }
    assert.equal(results, ['changed', 'changed', 'unchanged', 'unchanged']);
  });
});

withControlPlane(test, 'a kind that nobody serves is refused with the file', async () => {
  const { admin } = await testbed();
  const object = { apiVersion: 'example.org/v1', kind: 'Dream', metadata: { name: 'a' } };
  const [one] = await applyObjects(admin, [{ file: 'dream.yaml', object }], options);
  assert.is(
    one?.result === 'refused' && one.message,
    'dream.yaml: the API server has no kind Dream in example.org/v1',
  );
});

test.run();

function configMap(namespace: string, name: string): Manifest {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data: { x: 'y' },
  };
  return { file: `${name}.yaml`, object };
}
