import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyObjects } from './apply/apply-objects.ts';
import { makeNamespaces } from './apply/make-namespaces.ts';
import { readManifests } from './apply/read-manifests.ts';
import { testbed } from './shared.ts';
import { addCrds, withCrds } from './with-crds.ts';

// The examples in dist/ do not use every source, mode and field of a pod; the goldens of the compiler do.
const test = suite('goldens on a control plane');
const folder = 'test/golden/compile';

// The goldens hold parts of these, as the tests make them, and dist/ whole ones.
const parts = new Set([
  'CapacityGroup',
  'ClusterTemplate',
  'CustomResourceDefinition',
  'JobTemplate',
  'WorkerPool',
]);

withCrds(test, 'every one is taken, and nothing is warned of', async () => {
  const bed = await testbed();
  await addCrds(bed);
  const manifests = readdirSync(folder).flatMap((golden) =>
    readManifests(join(folder, golden))
      .filter(({ object }) => !parts.has(object.kind))
      .map(({ file, object }) => ({ file: join(golden, file), object })),
  );
  assert.ok(manifests.length > 100);
  await makeNamespaces(bed.admin, manifests);
  const options = { fieldManager: 'goldens', conflicts: 'take', run: 'dry' } as const;
  const complaints = (await applyObjects(bed.admin, manifests, options)).flatMap((one) => [
    ...(one.result === 'refused' ? [one.message] : []),
    ...one.warnings.map((warning) => `${one.manifest.file}: ${warning}`),
  ]);
  assert.equal(complaints, []);
});

test.run();
