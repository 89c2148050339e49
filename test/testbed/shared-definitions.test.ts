import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../src/compile/compile.ts';
import { crds } from '../../src/language/crd/crds.prebuilt.ts';
import type { Environment } from '../../src/model/environment.ts';
import { environment, estate } from '../builders.ts';
import { applyObjects } from './apply/apply-objects.ts';
import type { ApiObject } from './client/api-object.ts';
import { testbed, withControlPlane } from './shared.ts';

// Two environments of one cluster have the definitions of our kinds in common.
const test = suite('definitions that two environments share');

const environments: Readonly<Record<string, Partial<Environment>>> = {
  'argocd-controller': { name: 'prod', gitops: 'argocd', labels: { stage: 'prod' } },
  'kustomize-controller': { name: 'staging', gitops: 'flux', labels: { stage: 'staging' } },
};

withControlPlane(
  test,
  'two engines apply them in turn, and none has anything to change',
  async () => {
    const { admin } = await testbed();
    const apply = (fieldManager: string, conflicts: 'take' | 'refuse') =>
      applyObjects(admin, definitions(environments[fieldManager]!), {
        fieldManager,
        conflicts,
        run: 'real',
      });
    const [one, other] = Object.keys(environments) as [string, string];
    await apply(one, 'take');
    const joined = await apply(other, 'refuse');
    assert.equal(
      joined
        .filter(({ result, warnings }) => result === 'refused' || warnings.length > 0)
        .map(({ manifest, ...outcome }) => ({ file: manifest.file, ...outcome })),
      [],
    );
    for (const manager of [one, other, one]) {
      const again = await apply(manager, 'refuse');
      assert.ok(again.length > 1);
      assert.equal(new Set(again.map(({ result }) => result)), new Set(['unchanged']), manager);
    }
  },
);

function definitions(changes: Partial<Environment>) {
  return compile(estate({ environment: environment(changes) }), crds)
    .map(({ object }) => object as unknown as ApiObject)
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .map((object) => ({ file: object.metadata.name, object }));
}

test.run();
