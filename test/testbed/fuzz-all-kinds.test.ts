import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { crds } from '../../src/language/crd/crds.prebuilt.ts';
import { applyObjects } from './apply/apply-objects.ts';
import { makeNamespaces } from './apply/make-namespaces.ts';
import type { Manifest } from './apply/read-manifests.ts';
import type { ApiObject } from './client/api-object.ts';
import { type ApiCall, withApiServer } from './client/api-server.ts';
import { complaintsOf } from './fuzz/complaints.ts';
import { goodEnvironments, inside } from './fuzz/environments.ts';
import { goodPolicies, manifestsOf, manifestsOfAll, namespace } from './fuzz/estate.ts';
import { oddPolicies } from './fuzz/odd-policies.ts';
import { testbed } from './shared.ts';
import { addCrds, withCrds } from './with-crds.ts';

// As fuzz.test.ts, for policies of every kind: good ones with a few odd values more. One seed, so that it fails for everybody.
const test = suite('odd policies of every kind on a control plane');
const seed = 1;
const folders = ['policies', 'docs/generate/examples', 'test/fixtures'].flatMap((folder) =>
  folder === 'test/fixtures'
    ? ['policies', 'jobs', 'clusters'].map((name) => `${folder}/${name}`)
    : [folder],
);
const options = { fieldManager: 'fuzz', conflicts: 'take', run: 'dry' } as const;

const path = `/api/v1/namespaces/${namespace}`;
// an odd number of workers may be two thousand million
const noPods = { metadata: { name: 'no-pods' }, spec: { hard: { pods: '0' } } };

async function bedWithKinds() {
  const bed = await testbed();
  await addCrds(bed);
  const kinds = crds.map((object) => ({ file: 'ours', object: object as unknown as ApiObject }));
  await applyObjects(bed.admin, kinds, { ...options, run: 'real' });
  return bed;
}

withCrds(test, 'what check accepts is taken and comes back as written', async () => {
  const bed = await bedWithKinds();
  const accepted = oddOnes(400);
  assert.ok(accepted.length > 100, `${accepted.length} are accepted`);
  const manifests = accepted.flat();
  await makeNamespaces(bed.admin, manifests);
  const applied = await applyObjects(bed.admin, manifests, options);
  assert.equal(applied.flatMap(complaintsOf), []);
});

withCrds(test, 'and so is all that becomes of an environment', async () => {
  const bed = await bedWithKinds();
  const documents = fc.sample(oddPolicies(goodEnvironments), { seed, numRuns: 60 });
  const accepted = documents.flatMap((odd) => {
    const manifests = manifestsOfAll(odd, inside);
    return manifests === undefined ? [] : [manifests];
  });
  assert.ok(accepted.length > 20, `${accepted.length} are accepted`);
  const manifests = eachOnce(accepted.flat());
  await makeNamespaces(bed.admin, manifests);
  const applied = await applyObjects(bed.admin, manifests, options);
  assert.equal(applied.flatMap(complaintsOf), []);
});

withCrds(test, 'to apply it again changes nothing', async () => {
  const bed = await bedWithKinds();
  const manifests = eachNamedOnce(oddOnes(400));
  await makeNamespaces(bed.admin, manifests);
  await call(bed.admin, { method: 'POST', path: `${path}/resourcequotas`, body: noPods });
  const real = { ...options, run: 'real' } as const;
  await applyObjects(bed.admin, manifests, real);
  const again = await applyObjects(bed.admin, manifests, real);
  await call(bed.admin, { method: 'DELETE', path });
  const changed = again.filter(({ result }) => result !== 'unchanged');
  assert.ok(again.length > 100);
  assert.equal(
    changed.map(({ manifest, result }) => `${result}: ${manifest.object.kind} ${manifest.file}`),
    [],
  );
});

test.run();

/** What becomes of odd policies, of those that are accepted. */
function oddOnes(numRuns: number): readonly (readonly Manifest[])[] {
  const documents = fc.sample(oddPolicies(goodPolicies(folders)), { seed, numRuns });
  return documents.flatMap((odd) => {
    const manifests = manifestsOf(odd);
    return manifests === undefined ? [] : [manifests];
  });
}

function eachOnce(manifests: readonly Manifest[]): readonly Manifest[] {
  return [...new Map(manifests.map((one) => [JSON.stringify(one.object), one])).values()];
}

/** The first policy of each name: of two that differ one could not follow the other in place. */
function eachNamedOnce(policies: readonly (readonly Manifest[])[]): readonly Manifest[] {
  const seen = new Set<string>();
  return policies.flatMap((manifests) => {
    const { metadata } = JSON.parse(manifests[0]?.file ?? '{}') as ApiObject;
    if (seen.has(metadata.name)) return [];
    seen.add(metadata.name);
    return manifests;
  });
}

function call(admin: Parameters<typeof withApiServer>[0], what: ApiCall): Promise<unknown> {
  return withApiServer(admin, (api) => api.call(what));
}
