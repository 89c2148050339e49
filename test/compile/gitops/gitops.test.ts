import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../src/compile/compile.ts';
import type { Environment } from '../../../src/model/environment.ts';
import type { ArgoCd, Flux } from '../../../src/model/gitops.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { renderAll } from '../../../src/render/files.ts';
import { capacityGroup, environment, estate } from '../../builders.ts';
import { matchesGolden } from '../../golden.ts';
import { goldenFiles } from '../golden-objects.ts';
import { samples } from '../samples.ts';

const base = environment();
const repository = {
  url: 'https://git.example.org/platform/roster-policies.git',
  revision: 'main',
  path: 'dist/prod',
};
const groups = [capacityGroup(), capacityGroup({ namespace: 'media' })];
const namespaceObjects = { except: [], labels: {}, podSecurity: {} };

const argocd = (changes: Partial<ArgoCd> = {}): Partial<Environment> => ({
  gitops: 'argocd',
  labels: { 'example.org/environment': 'prod' },
  namespaceObjects,
  argocd: { ...base.argocd, repository, automated: { prune: true, selfHeal: true }, ...changes },
});

const git: Flux['source'] = {
  from: 'git',
  url: 'ssh://git@git.example.org/platform/roster-policies.git',
  ref: { branch: 'main' },
  secretName: 'roster-git',
};
const oci: Flux['source'] = {
  from: 'oci',
  url: 'oci://registry.example.org/platform/roster-dist',
  ref: { digest: `sha256:${'0123456789abcdef'.repeat(4)}` },
  provider: 'aws',
};
const flux = (source: Flux['source'], changes: Partial<Flux> = {}): Partial<Environment> => ({
  gitops: 'flux',
  namespaceObjects,
  flux: { ...base.flux, ...(source && { source }), ...changes },
});

const crds = [
  {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'workerpools.roster.dev' },
  },
];

function manifests(changes: Partial<Environment>, names = Object.keys(samples)) {
  const pools = names.map((name, at) => ({
    ...samples[name]!,
    name,
    namespace: at % 2 === 0 ? 'montage' : 'media',
  }));
  return compile(estate({ environment: environment(changes), pools, groups }), crds);
}

function told(changes: Partial<Environment>, names?: readonly string[]) {
  const byHand = manifests(changes, names && [...names]).filter(({ applied }) => applied);
  return new Map(byHand.map(({ object }) => [String(object.kind), object]));
}

const few = ['git-fixed', 'keda-redis-list', 'runtime-manual'];
const goldens = {
  'gitops-argocd': argocd(),
  'gitops-argocd-by-hand': argocd({
    namespace: 'gitops',
    project: 'workers',
    destination: { name: 'prod-eu1' },
    automated: undefined as never,
  }),
  'gitops-flux-git': flux(git),
  'gitops-flux-oci': flux(oci, {
    path: '.',
    serviceAccountName: 'roster',
    dependsOn: ['keda', 'monitoring'],
  }),
  'gitops-flux-existing': flux(
    { from: 'existing', kind: 'Bucket', name: 'dist', namespace: 'sources' },
    { wait: false },
  ),
};
for (const [name, changes] of Object.entries(goldens)) {
  test(`${name} is rendered as reviewed`, () => {
    // a file that is called kustomization.yaml would be taken for one of kustomize
    const files = [...goldenFiles(told(changes, few))].map(
      ([file, text]) => [`roster.${file}`, text] as const,
    );
    matchesGolden(`compile/${name}`, new Map(files));
  });
}

test('Argo CD ignores the replicas of exactly the Deployments whose number Git does not hold', () => {
  const left = manifests(argocd())
    .map(({ object }) => object)
    .filter(({ kind, spec }) => kind === 'Deployment' && !('replicas' in (spec as JsonObject)))
    .map(({ metadata }) => `${nameOf(metadata)} /spec/replicas`);
  const { ignoreDifferences } = specOf(told(argocd()).get('Application'));
  const ignored = (ignoreDifferences as readonly JsonObject[]).map((one) => {
    assert.equal([one.group, one.kind], ['apps', 'Deployment']);
    return `${nameOf(one)} ${(one.jsonPointers as string[]).join()}`;
  });
  assert.ok(left.length > 10);
  assert.equal(ignored.toSorted(), left.toSorted());
});

test('where Git holds every number, nothing is ignored', () => {
  assert.is(specOf(told(argocd(), ['git-fixed']).get('Application')).ignoreDifferences, undefined);
});

test('the project allows exactly what is rendered', () => {
  const synced = manifests(argocd()).filter(({ applied }) => applied === undefined);
  const spec = specOf(told(argocd()).get('AppProject'));
  const used = { cluster: new Set<string>(), namespaced: new Set<string>(), at: new Set<string>() };
  for (const { object } of synced) {
    const { namespace } = object.metadata as JsonObject;
    const version = String(object.apiVersion).split('/');
    const kind = `${version.length === 2 ? version[0] : ''}/${object.kind}`;
    (namespace === undefined ? used.cluster : used.namespaced).add(kind);
    if (namespace !== undefined) used.at.add(String(namespace));
  }
  const kinds = (list: unknown) =>
    (list as readonly JsonObject[]).map(({ group, kind }) => `${group}/${kind}`);
  assert.equal(kinds(spec.clusterResourceWhitelist), [...used.cluster].toSorted());
  assert.equal(kinds(spec.namespaceResourceWhitelist), [...used.namespaced].toSorted());
  const places = (spec.destinations as readonly JsonObject[]).map(({ namespace }) => namespace);
  assert.equal(places, [...used.at].toSorted());
  assert.ok(used.cluster.has('/Namespace') && used.at.size === 2);
});

test('the Application lies in a namespace that its project allows', () => {
  const { destination } = specOf(told(argocd()).get('Application'));
  const { destinations } = specOf(told(argocd()).get('AppProject'));
  assert.ok(JSON.stringify(destinations).includes(JSON.stringify(destination)));
});

const silent: Readonly<Record<string, Partial<Environment>>> = {
  'Argo CD without a repository': { gitops: 'argocd' },
  'Flux without a source': flux(undefined),
  'no engine': { ...argocd(), ...flux(git), gitops: 'none' },
};
for (const [name, changes] of Object.entries(silent)) {
  test(`${name} is told nothing`, () => {
    assert.equal([...told(changes)], []);
  });
}

test('what tells the engine to sync lies apart, and is not synced itself', () => {
  const files = renderAll([{ name: 'prod', manifests: manifests(argocd()) }], '0.1');
  const apart = [...files.keys()].filter((path) => path.includes('_gitops'));
  assert.equal(apart, [
    'prod/_gitops/application.roster-prod.yaml',
    'prod/_gitops/appproject.roster-prod.yaml',
  ]);
  assert.not.match(files.get('prod/kustomization.yaml')!, 'gitops');
  assert.match(files.get('prod/kustomization.yaml')!, '_cluster/prod/namespace.montage.yaml');
  const { objects } = JSON.parse(files.get('index.json')!);
  assert.equal(
    objects
      .map(({ path }: { path: string }) => path)
      .filter((path: string) => apart.includes(path)),
    apart,
  );
});

function nameOf(metadata: unknown): string {
  const { namespace, name } = metadata as JsonObject;
  return `${namespace}/${name}`;
}

function specOf(object: JsonObject | undefined): JsonObject {
  return object?.spec as JsonObject;
}

test.run();
