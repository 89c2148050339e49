import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../src/compile/compile.ts';
import { crds } from '../../src/language/crd/crds.prebuilt.ts';
import type { JsonObject } from '../../src/model/json.ts';
import {
  type ClusterSample,
  clusterEstate,
  clusterObjects,
  clusterSamples,
} from '../compile/cluster/cluster-estate.ts';
import { type Applied, applyObjects } from './apply/apply-objects.ts';
import { makeNamespaces } from './apply/make-namespaces.ts';
import type { Manifest } from './apply/read-manifests.ts';
import type { ApiObject } from './client/api-object.ts';
import { withApiServer } from './client/api-server.ts';
import { testbed, withControlPlane } from './shared.ts';

// What a ClusterTemplate becomes, and what the gateway will make of that, asked of an API server.
const test = suite('ClusterTemplates on a control plane');
const real = { fieldManager: 'cluster-template', conflicts: 'take', run: 'real' } as const;
const dry = { ...real, run: 'dry' } as const;

for (const sample of clusterSamples) {
  withControlPlane(test, `${sample}: everything is taken as it is written`, async () => {
    const applied = await applySample(sample);
    assert.equal(complaintsOf(applied), []);
    const [template] = applied.filter(({ manifest }) => manifest.object.kind === 'ClusterTemplate');
    assert.ok(template && 'live' in template);
    assert.equal(template.live.spec, template.manifest.object.spec);
  });

  withControlPlane(
    test,
    `${sample}: the pods of a cluster are taken without a warning`,
    async () => {
      const bed = await testbed();
      await applySample(sample);
      const pods = (['scheduler', 'worker'] as const).map((role) => podOf(sample, role));
      assert.equal(complaintsOf(await applyObjects(bed.admin, pods, dry)), []);
    },
  );

  withControlPlane(test, `${sample}: a second apply changes nothing`, async () => {
    const { admin } = await testbed();
    await applySample(sample);
    const again = await applyObjects(admin, clusterObjects(sample).map(manifestOf), real);
    const changes = again.filter(({ result }) => result !== 'unchanged');
    assert.equal(
      changes.map(({ manifest }) => manifest.file),
      [],
    );
  });
}

withControlPlane(test, 'a worker of another cluster is kept off no node', async () => {
  const bed = await testbed();
  await applySample('per-node');
  const [applied] = await applyObjects(bed.admin, [podOf('per-node', 'worker')], dry);
  assert.ok(applied && 'live' in applied);
  const { affinity } = applied.live.spec as JsonObject;
  assert.match(
    JSON.stringify(affinity),
    '{"key":"roster.dev/cluster","operator":"In","values":["c7"]}',
  );
});

/** What the gateway may do in the namespace of a template, and what not. */
const questions: readonly (readonly [
  allowed: boolean,
  verb: string,
  resource: string,
  name?: string,
])[] = [
  [true, 'create', 'pods'],
  [true, 'watch', 'pods'],
  [true, 'delete', 'pods'],
  [true, 'get', 'pods/log'],
  [true, 'create', 'services'],
  [true, 'delete', 'services'],
  [true, 'create', 'roster.dev/workerclusters'],
  [true, 'patch', 'roster.dev/workerclusters'],
  [true, 'patch', 'roster.dev/workerclusters/status'],
  [true, 'list', 'roster.dev/clustertemplates'],
  [true, 'get', 'roster.dev/clustertemplates', 'dask'],
  [true, 'patch', 'roster.dev/clustertemplates/status', 'dask'],
  [false, 'patch', 'roster.dev/clustertemplates/status', 'another'],
  [false, 'patch', 'roster.dev/clustertemplates', 'dask'],
  [false, 'create', 'pods/exec'],
  [false, 'create', 'pods/ephemeralcontainers'],
  [false, 'patch', 'pods'],
  [false, 'deletecollection', 'pods'],
  [false, 'get', 'secrets'],
  [false, 'list', 'secrets'],
  [false, 'create', 'secrets'],
  [false, 'get', 'configmaps'],
  [false, 'create', 'serviceaccounts/token'],
  [false, 'create', 'rbac.authorization.k8s.io/roles'],
  [false, 'create', 'rbac.authorization.k8s.io/rolebindings'],
  [false, 'delete', 'networking.k8s.io/networkpolicies'],
  [false, 'delete', 'resourcequotas'],
  [false, 'create', 'apps/deployments'],
  [false, 'list', 'nodes'],
];

withControlPlane(test, 'the gateway may do this much for a template, and no more', async () => {
  const { admin } = await testbed();
  await applySample('dask');
  await withApiServer(admin, async (api) => {
    const may = async (namespace: string, [, verb, what, name]: (typeof questions)[number]) => {
      const answer = await api.call({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: {
            user: 'system:serviceaccount:roster:roster-gateway',
            resourceAttributes: { namespace, verb, ...attributesOf(what), ...(name && { name }) },
          },
        },
      });
      return (answer as { readonly status: { readonly allowed: boolean } }).status.allowed;
    };
    for (const question of questions) {
      const [allowed, verb, what] = question;
      assert.is(await may('astronomy', question), allowed, `${verb} ${what}`);
      assert.is(await may('default', question), false, `${verb} ${what} elsewhere`);
    }
  });
});

function attributesOf(what: string) {
  const [, group = '', resource = '', subresource] =
    /^(?:([a-z0-9.-]+\.[a-z0-9]+|apps)\/)?([a-z]+)(?:\/([a-z]+))?$/.exec(what) ?? [];
  return { group, resource, ...(subresource && { subresource }) };
}

const prepared = new Map<ClusterSample, Promise<readonly Applied[]>>();

/** Applies a sample with all that it needs, once. */
function applySample(sample: ClusterSample): Promise<readonly Applied[]> {
  const known = prepared.get(sample);
  if (known !== undefined) return known;
  const first = applyWithOthers(sample);
  prepared.set(sample, first);
  return first;
}

const needed = ['CustomResourceDefinition', 'PriorityClass'];

async function applyWithOthers(sample: ClusterSample): Promise<readonly Applied[]> {
  const { admin } = await testbed();
  const others = compile(clusterEstate(sample), crds)
    .filter(({ object }) => needed.includes(`${object.kind}`))
    .map(({ object }) => manifestOf(object));
  const all = clusterObjects(sample).map(manifestOf);
  await makeNamespaces(admin, all);
  assert.equal(complaintsOf(await applyObjects(admin, others, real)), []);
  return applyObjects(admin, all, real);
}

/** A pod as the gateway makes it: a name, the label of its cluster, and the cluster's Secret. */
function podOf(sample: ClusterSample, role: 'scheduler' | 'worker'): Manifest {
  const resource = clusterObjects(sample).find(({ kind }) => kind === 'ClusterTemplate')!;
  const { templates } = resource.spec as JsonObject;
  const { metadata, spec } = (templates as JsonObject)[role] as JsonObject;
  const { labels, ...rest } = metadata as JsonObject;
  const secret = { secret: { secretName: 'dask-credentials-c7' } };
  const volumes = ((spec as JsonObject).volumes as readonly JsonObject[]).map((volume) =>
    volume.name === 'credentials' ? { ...volume, ...secret } : volume,
  );
  return manifestOf({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...rest,
      name: `dask-${role}-c7`,
      namespace: (resource.metadata as JsonObject).namespace!,
      labels: { ...(labels as JsonObject), 'roster.dev/cluster': 'c7' },
    },
    spec: { ...(spec as JsonObject), volumes },
  });
}

function manifestOf(object: JsonObject): Manifest {
  const { name } = object.metadata as JsonObject;
  return { file: `${object.kind}/${name}`, object: object as unknown as ApiObject };
}

function complaintsOf(applied: readonly Applied[]): readonly string[] {
  return applied.flatMap((one) => [
    ...(one.result === 'refused' ? [one.message] : []),
    ...one.warnings.map((warning) => `${one.manifest.file}: ${warning}`),
  ]);
}

test.run();
