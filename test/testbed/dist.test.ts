import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from '../cli/capture.ts';
import { copy, inFolder } from '../cli/folder.ts';
import { type Applied, applyObjects } from './apply/apply-objects.ts';
import { listObjects, textOf } from './apply/list-objects.ts';
import { makeNamespaces } from './apply/make-namespaces.ts';
import { mutate, mutations } from './apply/mutations.ts';
import { type Manifest, readManifests } from './apply/read-manifests.ts';
import { keyOf, openPaths } from './apply/resource-paths.ts';
import { syncObjects } from './apply/sync-objects.ts';
import type { ApiObject } from './client/api-object.ts';
import { type ApiServer, connectApiServer } from './client/api-server.ts';
import { binaries, complain } from './shared.ts';
import { startTestbed, type Testbed } from './start.ts';
import { until } from './until.ts';
import { addCrds, withCrds } from './with-crds.ts';

const test = suite('dist on a control plane');
const environments = readdirSync('dist', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const sync = 'gitops';
const options = { fieldManager: sync, conflicts: 'refuse', run: 'real' } as const;
const dry = { ...options, conflicts: 'take', run: 'dry' } as const;

// A control plane of its own: the objects choose their namespaces and are cluster-wide in part, and what is compared is all there is.
let started: Promise<{ readonly testbed: Testbed; readonly api: ApiServer }> | undefined;

function start() {
  started ??= (async () => {
    const testbed = await startTestbed({ binaries: binaries(), onFailure: complain });
    await addCrds(testbed);
    return { testbed, api: await connectApiServer(testbed.admin) };
  })();
  return started;
}

test.after(async () => {
  const parts = await started;
  parts?.api.close();
  await parts?.testbed.stop();
});

for (const environment of environments) {
  const manifests = readManifests(join('dist', environment));

  withCrds(test, `${environment}: everything is taken, and nothing is warned of`, async () => {
    const { testbed } = await start();
    await makeNamespaces(testbed.admin, manifests.filter(isOfOthers(manifests)));
    const applied = await applyObjects(testbed.admin, manifests, { ...options, conflicts: 'take' });
    assert.equal(complaintsOf(applied), []);
    assert.ok(applied.length > 50);
  });

  withCrds(test, `${environment}: the engine of GitOps is told without a warning`, async () => {
    const folder = join('dist', environment, '_gitops');
    const told = existsSync(folder) ? readManifests(folder) : [];
    const { testbed } = await start();
    await makeNamespaces(testbed.admin, told);
    assert.equal(complaintsOf(await applyObjects(testbed.admin, told, options)), []);
  });

  withCrds(test, `${environment}: a second apply changes nothing`, async () => {
    const { testbed } = await start();
    assert.equal(changesOf(await applyObjects(testbed.admin, manifests, options)), []);
  });

  withCrds(
    test,
    `${environment}: a third apply leaves the replicas that somebody else set`,
    async () => {
      const { testbed, api } = await start();
      const findPath = openPaths(api);
      const scaled = manifests.filter(({ object }) => isScaledByOthers(object));
      assert.ok(scaled.length > 0);
      for (const { object } of scaled) await scale(api, await findPath(keyOf(object)), 4);
      const applied = await applyObjects(testbed.admin, manifests, options);
      assert.equal(changesOf(applied), []);
      const names = scaled.map(({ file }) => file);
      const live = applied.filter(({ manifest }) => names.includes(manifest.file));
      assert.equal(new Set(live.map(replicasOf)), new Set([4]));
    },
  );
}

withCrds(test, 'replicas that Git holds are taken back, so the test above can fail', async () => {
  const { testbed, api } = await start();
  const manifests = readManifests('dist/prod');
  const held = manifests.filter(
    ({ object }) => object.kind === 'Deployment' && !isScaledByOthers(object),
  );
  assert.ok(held.length > 0);
  for (const { object } of held) await scale(api, await openPaths(api)(keyOf(object)), 9);
  const refused = await applyObjects(testbed.admin, held, options);
  assert.equal(
    refused.map(reasonOf),
    held.map(() => 'Conflict'),
  );
  const applied = await applyObjects(testbed.admin, held, { ...options, conflicts: 'take' });
  assert.equal(
    applied.map(({ result }) => result),
    held.map(() => 'changed'),
  );
  assert.ok(applied.every((one) => replicasOf(one) !== 9));
});

withCrds(test, 'a deleted policy takes exactly its objects with it', async () => {
  const { testbed, api } = await start();
  const manifests = readManifests('dist/prod');
  const made = await makeNamespaces(testbed.admin, manifests);
  const namespaces = made.filter((name) => !isShared(name));
  const first = await syncObjects(testbed.admin, manifests, [], sync);
  const before = await listObjects(api, namespaces);
  const wanted = manifests.filter(({ object }) =>
    namespaces.includes(object.metadata.namespace ?? ''),
  );
  assert.equal(before, wanted.map(({ object }) => textOf(object.kind, object)).toSorted());

  const rest = await compileWithout('media/transcoder.yaml');
  const files = new Set(rest.map(({ file }) => file));
  const gone = manifests
    .filter(({ file }) => !files.has(file))
    .map(({ object }) => textOf(object.kind, object))
    .toSorted();
  assert.ok(gone.length > 3 && gone.every((text) => text.endsWith(' media/transcoder')));

  const second = await syncObjects(testbed.admin, rest, first.inventory, sync);
  assert.equal(complaintsOf(second.applied), []);
  assert.equal(
    second.pruned.map(({ result }) => result),
    gone.map(() => 'deleted'),
  );
  const left = before.filter((text) => !gone.includes(text));
  await until('the pruned objects are gone', async () => {
    const now = await listObjects(api, namespaces);
    return now.length <= left.length;
  });
  assert.equal(await listObjects(api, namespaces), left);
});

withCrds(test, 'every kind has a mistake that is tried', () => {
  const kinds = environments.flatMap((environment) =>
    readManifests(join('dist', environment)).map(({ object }) => object.kind),
  );
  assert.equal(new Set(mutations.map(({ kind }) => kind)), new Set(kinds.toSorted()));
});

withCrds(test, 'every mistake is refused, with the file and the field', async () => {
  const { testbed } = await start();
  const manifests = readManifests('dist/prod');
  const faults = mutations.map(async (mutation) => {
    const good = manifests.find(({ object }) => object.kind === mutation.kind)!;
    const bad = { ...good, object: mutate(good.object, mutation) };
    const [one] = await applyObjects(testbed.admin, [bad], dry);
    const said = one?.result === 'refused' ? one.message : `${one?.result}`;
    const isTold = said.startsWith(good.file) && mutation.says.test(said);
    return isTold ? [] : [`${mutation.kind} ${mutation.at.join('.')}: ${said}`];
  });
  assert.equal((await Promise.all(faults)).flat(), []);
});

withCrds(test, 'a warning of the API server is reported, so the first tests can fail', async () => {
  const { testbed } = await start();
  const good = readManifests('dist/prod').find(({ object }) => object.kind === 'Deployment')!;
  const at = ['spec', 'template', 'spec', 'nodeSelector'];
  const object = mutate(good.object, { at, value: { 'beta.kubernetes.io/os': 'linux' } });
  const [warned] = await applyObjects(testbed.admin, [{ ...good, object }], dry);
  assert.is(warned?.result, 'changed');
  assert.match(
    complaintsOf([warned!]).join(),
    /^genomes\/.*warning: .*beta\.kubernetes\.io\/os.*deprecated/,
  );
});

test.run();

/** Whether another environment has objects in the namespace, too; the dashboards of all lie where Grafana looks. */
function isShared(namespace: string): boolean {
  const others = environments.filter((one) => one !== 'prod');
  return others.some((one) =>
    readManifests(join('dist', one)).some(({ object }) => object.metadata.namespace === namespace),
  );
}

/** Tells which objects lie in a namespace that is not among the manifests. */
function isOfOthers(manifests: readonly Manifest[]) {
  const made = manifests.filter(({ object }) => object.kind === 'Namespace');
  const names = new Set(made.map(({ object }) => object.metadata.name));
  return ({ object }: Manifest) => !names.has(object.metadata.namespace ?? '');
}

function complaintsOf(applied: readonly Applied[]): readonly string[] {
  return applied.flatMap((one) => [
    ...(one.result === 'refused' ? [one.message] : []),
    ...one.warnings.map((warning) => `${one.manifest.file}: warning: ${warning}`),
  ]);
}

function changesOf(applied: readonly Applied[]): readonly string[] {
  return applied
    .filter(({ result, warnings }) => result !== 'unchanged' || warnings.length > 0)
    .map(({ result, manifest }) => `${result}: ${manifest.file}`);
}

function isScaledByOthers({ kind, spec }: ApiObject): boolean {
  return kind === 'Deployment' && !('replicas' in (spec as object));
}

/** As KEDA's autoscaler does it: through the scale subresource, under a name of its own. */
async function scale(api: ApiServer, path: string | undefined, replicas: number): Promise<void> {
  await api.call({
    method: 'PATCH',
    path: `${path}/scale?fieldManager=autoscaler`,
    type: 'application/merge-patch+json',
    body: { spec: { replicas } },
  });
}

function replicasOf(applied: Applied): number | undefined {
  if (applied.result === 'refused') return undefined;
  return (applied.live.spec as { readonly replicas?: number }).replicas;
}

function reasonOf(applied: Applied): string | undefined {
  return applied.result === 'refused' ? applied.reason : undefined;
}

function compileWithout(policy: string): Promise<readonly Manifest[]> {
  return inFolder(async (folder) => {
    copy('policies', join(folder, 'policies'));
    await rm(join(folder, 'policies', policy));
    const dist = join(folder, 'dist');
    const { status, error } = await run(
      'synth',
      '--policies',
      join(folder, 'policies'),
      '--out',
      dist,
    );
    assert.is(status, 0, error);
    return readManifests(join(dist, 'prod'));
  });
}
