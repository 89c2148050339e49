import { compile } from '../../src/compile/compile.ts';
import { check } from '../../src/language/check.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Engine } from '../../src/model/worker-pool.ts';

/** What comes of a policy: who moves the number and which objects are rendered, or why it is refused. */
export type Trial =
  | { readonly refused: readonly string[] }
  | { readonly engine: Engine; readonly objects: readonly JsonObject[] };

/** What a trial changes beside the scaling: fields of the Environment's spec, whole, and the pool's name. */
export interface Surroundings {
  readonly environment?: JsonObject;
  readonly name?: string;
}

const apiVersion = 'roster.dev/v1alpha1';
const secret = (key: string) => ({ secretKeyRef: { name: 'rabbitmq', key } });
const environment = {
  apiVersion,
  kind: 'Environment',
  metadata: { name: 'example' },
  spec: {
    connections: {
      rabbitmq: { main: { management: secret('management'), exporter: {} } },
      prometheus: { main: { url: 'http://prometheus.monitoring:9090' } },
      redis: { main: { address: 'redis.montage:6379' } },
      oasis: {
        main: {
          url: 'http://oasis-server:8000',
          credentials: { password: { secretName: 'oasis-login' } },
        },
      },
    },
  },
};
const group = {
  apiVersion,
  kind: 'CapacityGroup',
  metadata: { name: 'montage', namespace: 'montage' },
  spec: { quota: { cpu: '21', memory: '60Gi' } },
};

/** Compiles a pool with this scaling, so that the reference shows what happens and not what somebody remembers. */
export function tryPolicy(
  scaling: JsonObject,
  engine: string,
  { environment: changes, name = 'example' }: Surroundings = {},
): Trial {
  const place = { ...environment, spec: { ...environment.spec, ...changes } };
  const pool = {
    apiVersion,
    kind: 'WorkerPool',
    metadata: { name, namespace: 'montage' },
    spec: {
      worker: {
        image: 'registry.example.org/worker:1.0.0',
        resources: { requests: { cpu: '500m', memory: '500Mi' } },
      },
      group: 'montage',
      engine,
      scaling,
    },
  };
  const sources = [place, group, pool].map((document, index) => ({
    path: `${index}.yaml`,
    text: JSON.stringify(document),
  }));
  const { estates, diagnostics } = check(sources);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [estate] = estates;
  const compiled = estate?.pools[0];
  if (errors.length > 0 || estate === undefined || compiled === undefined)
    return { refused: errors.map(({ message }) => message) };
  const objects = compile(estate, [])
    .filter(({ policy }) => policy.kind === 'WorkerPool')
    .map(({ object }) => object);
  return { engine: compiled.engine, objects };
}
