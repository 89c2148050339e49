import type { KubeConfig } from '@kubernetes/client-node';
import { checkFolder } from '../../src/cli/load.ts';
import { compile } from '../../src/compile/compile.ts';
import { runtimeObjects } from '../../src/compile/runtime-objects/runtime-objects.ts';
import { crds } from '../../src/language/crd/crds.prebuilt.ts';
import type { Estate } from '../../src/model/environment.ts';
import { sampleEstate } from '../compile/runtime-objects/sample-estate.ts';
import { type Applied, applyObjects } from './apply/apply-objects.ts';
import type { Manifest } from './apply/read-manifests.ts';
import type { ApiObject } from './client/api-object.ts';
import { withApiServer } from './client/api-server.ts';

/** Where the runtime of the sample is, and a namespace in which it has nothing to do. */
export const home = 'roster-test';
export const foreign = 'foreign';

const namespaces = [home, foreign, 'montage', 'oasis', 'media', 'science'];

/** Pools and groups as an operator writes them, and a job and clusters on request. */
function estateOf(): Estate {
  const { estates, diagnostics } = checkFolder('test/fixtures/runtime');
  const [estate] = estates;
  if (estate === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const { jobs, clusters } = sampleEstate();
  return { ...estate, jobs, clusters };
}

/** What an environment renders for the sample: the policies' own objects, and the runtime's. */
function manifestsOf(): readonly Manifest[] {
  const estate = estateOf();
  const withoutRuntime = {
    ...estate,
    environment: { ...estate.environment, runtime: { namespace: home } },
    jobs: [],
    clusters: [],
  };
  const objects = [
    ...compile(withoutRuntime, crds).map(({ object }) => object),
    ...runtimeObjects(estate),
  ] as unknown as readonly ApiObject[];
  return objects.map((object) => ({ file: `${object.kind} ${object.metadata.name}`, object }));
}

/** Makes the namespaces, in which only hardened pods are let in, and applies all of the sample. */
export async function applyRuntime(admin: KubeConfig): Promise<readonly Applied[]> {
  const labels = Object.fromEntries(
    ['enforce', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
  );
  const spaces = namespaces.map((name): Manifest => {
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
    return { file: `Namespace ${name}`, object };
  });
  const options = { fieldManager: 'gitops', conflicts: 'take', run: 'real' } as const;
  await applyObjects(admin, spaces, options);
  const rest = manifestsOf().filter(({ object }) => object.kind !== 'Namespace');
  const applied = await applyObjects(admin, rest, options);
  await withApiServer(admin, async (api) => {
    for (const { path, body } of belongings) await api.call({ method: 'POST', path, body });
  });
  return applied;
}

const hardened = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A pod that the admission lets in. */
export function podSpec(changes: object = {}, container: object = {}) {
  return {
    restartPolicy: 'Never',
    containers: [
      {
        name: 'worker',
        image: 'registry.example.org/media/thumbnail:1.0.0',
        securityContext: hardened,
        resources: { requests: { cpu: '1m', memory: '1Mi' } },
        ...container,
      },
    ],
    ...changes,
  };
}

/** A Job of the sample's template; what it is made of can be changed. */
export function jobOf(
  name: string,
  pod: object = podSpec({ serviceAccountName: 'thumbnail' }),
  template = 'thumbnail',
) {
  // a Job without labels would get those of its pods
  const labels = template === '' ? { app: 'a' } : { 'roster.dev/job-template': template };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels },
    spec: { suspend: true, template: { metadata: { labels }, spec: pod } },
  };
}

/** What lies about in a cluster that the runtime is, or is not, to touch. */
const belongings = [
  {
    path: '/api/v1/namespaces/science/serviceaccounts',
    body: { metadata: { name: 'notebooks-scheduler' } },
  },
  {
    path: '/api/v1/namespaces/science/services',
    body: { metadata: { name: 'database' }, spec: { ports: [{ port: 5432 }] } },
  },
  ...['montage', foreign, home].map((namespace) => ({
    path: `/api/v1/namespaces/${namespace}/secrets`,
    body: { metadata: { name: 'treasure' }, stringData: { key: 'value' } },
  })),
  ...['montage', foreign].map((namespace) => ({
    path: `/api/v1/namespaces/${namespace}/pods`,
    body: { metadata: { name: 'bystander', labels: { app: 'a' } }, spec: podSpec() },
  })),
  {
    path: `/apis/coordination.k8s.io/v1/namespaces/${home}/leases`,
    body: { metadata: { name: 'another' }, spec: { holderIdentity: 'somebody' } },
  },
  {
    path: `/apis/coordination.k8s.io/v1/namespaces/${home}/leases`,
    body: { metadata: { name: 'roster-controller' }, spec: { holderIdentity: 'nobody' } },
  },
  {
    path: `/apis/apps/v1/namespaces/${foreign}/deployments`,
    body: {
      metadata: { name: 'mproject' },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'b' } },
        template: {
          metadata: { labels: { app: 'b' } },
          spec: podSpec({ restartPolicy: 'Always' }),
        },
      },
    },
  },
  {
    path: '/apis/batch/v1/namespaces/media/jobs',
    body: jobOf('of-somebody-else', podSpec(), ''),
  },
  { path: '/apis/batch/v1/namespaces/media/jobs', body: jobOf('known') },
  {
    path: '/api/v1/nodes',
    body: { metadata: { name: 'machine', labels: { pool: 'workers' } } },
  },
];
