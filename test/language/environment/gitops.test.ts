import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { readArgoCd, readFlux } from '../../../src/language/environment/gitops.ts';
import { readNamespaceObjects } from '../../../src/language/environment/namespace-objects.ts';
import { readRepositoryPath } from '../../../src/language/environment/repository.ts';
import { documentRef } from '../../builders.ts';

function context() {
  const diagnostics: Diagnostic[] = [];
  return { document: documentRef(), layers: [], diagnostics };
}

const paths: Readonly<Record<string, string>> = {
  'dist/prod': 'dist/prod',
  './dist/prod/': 'dist/prod',
  '.': '.',
  './': '.',
  'a..b/c': 'a..b/c',
};
for (const [written, read] of Object.entries(paths)) {
  test(`the path ${written} of a repository is ${read}`, () => {
    const place = context();
    assert.is(readRepositoryPath(place, ['flux', 'path'], written), read);
    assert.equal(place.diagnostics, []);
  });
}

test('what Argo CD is not told, it takes from the name of the environment', () => {
  const spec = {
    gitops: 'argocd',
    argocd: { repository: { url: 'git@example.org:a/b' } },
  } as const;
  assert.equal(readArgoCd(context(), 'prod', spec), {
    namespace: 'argocd',
    project: 'roster-prod',
    repository: { url: 'git@example.org:a/b', revision: 'HEAD', path: 'dist/prod' },
    destination: { server: 'https://kubernetes.default.svc' },
    automated: { prune: true, selfHeal: true },
  });
});

test('Argo CD may be kept from syncing unasked', () => {
  const argocd = { automated: { enabled: false }, destination: { name: 'eu1' } };
  const read = readArgoCd(context(), 'prod', { gitops: 'argocd', argocd });
  assert.is(read.automated, undefined);
  assert.equal(read.destination, { name: 'eu1' });
});

test('what Flux is not told, it takes from the name of the environment', () => {
  const source = { git: { url: 'https://example.org/a' } };
  assert.equal(readFlux(context(), 'staging', { gitops: 'flux', flux: { source } }), {
    namespace: 'flux-system',
    source: { from: 'git', url: 'https://example.org/a', ref: { branch: 'main' } },
    path: 'dist/staging',
    interval: 600_000,
    retryInterval: 120_000,
    timeout: 300_000,
    wait: true,
    dependsOn: [],
  });
});

test('an artifact is followed by one of its tag, a range and a digest', () => {
  const url = 'oci://example.org/a';
  const refOf = (more: Readonly<Record<string, string>>) => {
    const place = context();
    const flux = { source: { oci: { url, ...more } } };
    const { source } = readFlux(place, 'prod', { gitops: 'flux', flux });
    return [source?.from === 'oci' && source.ref, place.diagnostics.map(({ code }) => code)];
  };
  assert.equal(refOf({}), [{ tag: 'latest' }, []]);
  assert.equal(refOf({ semver: '>=1' }), [{ semver: '>=1' }, []]);
  assert.equal(refOf({ tag: 'a', semver: '>=1' }), [{ semver: '>=1' }, ['conflicting-fields']]);
});

test('namespaces are made unless that is switched off', () => {
  assert.equal(readNamespaceObjects(context()), { except: [], labels: {}, podSecurity: {} });
  assert.is(readNamespaceObjects(context(), { enabled: false }), undefined);
});

test.run();
