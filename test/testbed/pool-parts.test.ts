import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AutoscalingV2Api } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Applied, applyObjects } from './apply/apply-objects.ts';
import { makeNamespaces } from './apply/make-namespaces.ts';
import { mutate, mutations } from './apply/mutations.ts';
import { type Manifest, readManifests } from './apply/read-manifests.ts';
import { inNamespace } from './in-namespace.ts';
import { binaries, complain, testbed } from './shared.ts';
import { startTestbed } from './start.ts';
import { until } from './until.ts';
import { addCrds, withCrds } from './with-crds.ts';

// What a pool has beside its Deployment and scaler: the network, the metrics, and the HPA that no KEDA makes.
const test = suite('parts of a pool on a control plane');
const folder = 'test/golden/compile';
const options = { fieldManager: 'pool-parts', conflicts: 'refuse', run: 'real' } as const;
const kinds = ['HorizontalPodAutoscaler', 'NetworkPolicy', 'PodMonitor'];
const goldens = ['git-isolated', 'git-network', 'hpa-both', 'hpa-rates', 'pod-monitor'];

function partsOf(golden: string, namespace: string): readonly Manifest[] {
  return readManifests(join(folder, golden))
    .filter(({ object }) => kinds.includes(object.kind))
    .map(({ file, object }) => ({
      file: join(golden, file),
      object: { ...object, metadata: { ...object.metadata, namespace } },
    }));
}

for (const golden of goldens) {
  withCrds(test, `${golden} comes back from the API server as it was written`, async () => {
    const bed = await testbed();
    await addCrds(bed);
    await inNamespace(bed, async (namespace) => {
      const parts = partsOf(golden, namespace);
      assert.ok(parts.length > 0);
      for (const result of ['created', 'unchanged']) {
        const applied = await applyObjects(bed.admin, parts, options);
        assert.equal(
          applied.map((one) => ({ result: one.result, warnings: one.warnings })),
          parts.map(() => ({ result, warnings: [] })),
        );
        assert.equal(applied.flatMap(changesOf), []);
      }
    });
  });
}

withCrds(test, 'every mistake in one is refused, with the field', async () => {
  const bed = await testbed();
  await addCrds(bed);
  const parts = ['git-network', 'hpa-both', 'pod-monitor'].flatMap((one) =>
    partsOf(one, 'default'),
  );
  await makeNamespaces(bed.admin, parts);
  const mistakes = mutations.filter(({ kind }) => kinds.includes(kind));
  assert.equal(new Set(mistakes.map(({ kind }) => kind)), new Set(kinds));
  for (const mutation of mistakes) {
    const good = parts.find(({ object }) => object.kind === mutation.kind)!;
    const bad = { ...good, object: mutate(good.object, mutation) };
    const [one] = await applyObjects(bed.admin, [bad], { ...options, run: 'dry' });
    assert.match(one?.result === 'refused' ? one.message : `${one?.result}`, mutation.says);
  }
});

withCrds(
  test,
  'the controller finds the Deployment of an HPA and asks for what it measures',
  async () => {
    const period = ['--horizontal-pod-autoscaler-sync-period=1s'];
    const flags = { 'kube-controller-manager': period };
    const bed = await startTestbed({ binaries: binaries(), onFailure: complain, flags });
    try {
      await inNamespace(bed, async (namespace) => {
        const all = readManifests(join(folder, 'hpa-both')).filter(
          ({ object }) => object.kind === 'Deployment' || kinds.includes(object.kind),
        );
        const mine = all.map(({ file, object }) => ({
          file,
          object: { ...object, metadata: { ...object.metadata, namespace } },
        }));
        await applyObjects(bed.admin, mine, options);
        const api = bed.admin.makeApiClient(AutoscalingV2Api);
        const reasons = await until('the HPA has looked at its Deployment', async () => {
          const hpa = await api.readNamespacedHorizontalPodAutoscaler({
            namespace,
            name: 'mproject',
          });
          const conditions = hpa.status?.conditions ?? [];
          return (
            conditions.some(({ type }) => type === 'ScalingActive') &&
            conditions.map(({ type, status, reason }) => `${type} ${status} ${reason}`)
          );
        });
        // no metrics server, so the measure itself is missing
        assert.equal(reasons.toSorted(), [
          'AbleToScale True SucceededGetScale',
          'ScalingActive False FailedGetResourceMetric',
        ]);
      });
    } finally {
      await bed.stop();
    }
  },
);

test.run();

function changesOf(one: Applied): readonly string[] {
  return one.result === 'refused' ? [one.message] : differences(one.manifest.object, one.live);
}

/** The paths at which the API server has something else than was written. What it adds does not count. */
function differences(written: unknown, live: unknown, at = ''): readonly string[] {
  if (Array.isArray(written) && Array.isArray(live)) {
    return written.length === live.length
      ? written.flatMap((item, index) => differences(item, live[index], `${at}[${index}]`))
      : [at];
  }
  if (
    typeof written === 'object' &&
    written !== null &&
    typeof live === 'object' &&
    live !== null
  ) {
    return Object.entries(written).flatMap(([key, value]) =>
      differences(value, (live as Readonly<Record<string, unknown>>)[key], `${at}.${key}`),
    );
  }
  return isDeepStrictEqual(written, live) ? [] : [at];
}
