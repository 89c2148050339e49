import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Good } from './odd-policies.ts';

/** One policy of each kind, and what they need. */
export const inside = [
  ...['montage/group', 'montage/profile', 'montage/mproject', 'media/migrate', 'media/subtitles'],
  ...['imagery/pansharpen', 'science/group', 'science/dask'],
].map((name) => read(`policies/${name}.yaml`));

const overrides = [
  { kind: 'JobTemplate', name: 'pansharpen', spec: { concurrency: 3, worker: {} } },
  { kind: 'ClusterTemplate', spec: { idleTimeout: '2h', worker: {} } },
  { kind: 'WorkerPool', name: 'mproject', spec: { scaling: { max: 5 } } },
  { kind: 'CapacityGroup', name: 'montage', spec: { quota: { cpu: '100' } } },
];

const flux = { source: { oci: { url: 'oci://registry.example.org/dist', tag: 'prod' } } };

/** Environments that `check` takes with these policies, of each engine of GitOps and of none. */
export const goodEnvironments: readonly Good[] = [
  {},
  { gitops: 'flux', argocd: undefined, flux },
  { gitops: 'none', argocd: undefined, runtime: { image: undefined } },
].map((changes) => {
  const { spec, ...rest } = read('policies/environments/prod.yaml');
  const changed = { ...(spec as JsonObject), overrides, ...changes };
  return { kind: 'Environment', document: JSON.parse(JSON.stringify({ ...rest, spec: changed })) };
});

function read(file: string): JsonObject {
  return parse(readFileSync(file, 'utf8')) as JsonObject;
}
