import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../src/compile/compile.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { WorkerPool } from '../../src/model/worker-pool.ts';
import { capacityGroup, documentRef, environment, estate, workerPool } from '../builders.ts';
import { matchesGolden } from '../golden.ts';
import { goldenFiles, objectsOf } from './golden-objects.ts';
import { samples } from './samples.ts';
import { faultsOf } from './validate.ts';

const quiet = environment({
  prometheusOperator: { enabled: false, ruleLabels: {}, podMonitorLabels: {} },
});
const resources: readonly string[] = ['WorkerPool', 'CapacityGroup'];

for (const [name, pool] of Object.entries(samples)) {
  test(`the pool ${name} is rendered as reviewed`, () => {
    const objects = objectsOf(estate({ environment: quiet, pools: [pool] }));
    matchesGolden(`compile/${name}`, goldenFiles(objects));
  });

  test(`an API server takes every object of ${name}`, () => {
    const faults = everything([pool]).flatMap((object) =>
      resources.includes(String(object.kind)) ? [] : faultsOf(object),
    );
    assert.equal(faults, []);
  });
}

test('replicas are in the Deployment where Git owns them and nowhere else', () => {
  for (const [name, pool] of Object.entries(samples)) {
    const spec = deploymentOf(pool).spec as JsonObject;
    assert.is('replicas' in spec, pool.engine.name === 'git', name);
  }
});

test('only pools of KEDA have a ScaledObject, and no pool has two', () => {
  for (const [name, pool] of Object.entries(samples)) {
    const scalers = everything([pool]).filter(({ kind }) => kind === 'ScaledObject');
    assert.is(scalers.length, pool.engine.name === 'keda' ? 1 : 0, name);
  }
});

test('only pools of an HPA have one of ours, and KEDA makes its own', () => {
  for (const [name, pool] of Object.entries(samples)) {
    const scalers = everything([pool]).filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    assert.is(scalers.length, pool.engine.name === 'hpa' ? 1 : 0, name);
  }
});

test('the names and the selector of a pool are these, whatever its charts are called', () => {
  const objects = objectsOf(estate({ environment: quiet, pools: [samples['keda-redis-list']!] }));
  for (const [kind, { metadata }] of objects) {
    const { name, namespace } = metadata as JsonObject;
    assert.equal([name, namespace], ['mproject', 'montage'], kind);
  }
  assert.equal((objects.get('Deployment')!.spec as JsonObject).selector, {
    matchLabels: { 'app.kubernetes.io/name': 'mproject', 'roster.dev/pool': 'mproject' },
  });
});

test('compiling leaves its input unchanged', () => {
  const input = estate({
    environment: environment({ gitops: 'argocd' }),
    pools: Object.entries(samples).map(([name, pool]) => ({ ...pool, name })),
    groups: [capacityGroup()],
  });
  const crds = [
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'x' },
    },
  ];
  compile(deepFreeze(input), deepFreeze(crds));
});

test('the order of the policies does not matter', () => {
  const pools = ['b', 'a', '10', '2', 'constructor'].map((name) => workerPool({ name }));
  const groups = ['b', 'a'].map((name) => capacityGroup({ name }));
  const one = compile(estate({ pools, groups }), []);
  const other = compile(estate({ pools: pools.toReversed(), groups: groups.toReversed() }), []);
  assert.is(JSON.stringify(one), JSON.stringify(other));
});

test('every manifest names the policy it came from', () => {
  const document = documentRef('policies/montage/mproject.yaml', 7);
  const pool = workerPool({ provenance: { document, layers: [], derived: {} } });
  for (const { policy } of compile(estate({ environment: quiet, pools: [pool] }), [])) {
    assert.equal(policy, {
      kind: 'WorkerPool',
      name: 'mproject',
      namespace: 'montage',
      file: 'policies/montage/mproject.yaml',
      line: 7,
    });
  }
});

function everything(pools: readonly WorkerPool[]): readonly JsonObject[] {
  const groups = [capacityGroup()];
  return compile(estate({ pools, groups }), []).map(({ object }) => object);
}

function deploymentOf(pool: WorkerPool): JsonObject {
  const found = everything([pool]).find(({ kind }) => kind === 'Deployment');
  if (found === undefined) throw new Error('no Deployment');
  return found;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    const inner = value instanceof Map ? [...value.values()] : Object.values(value);
    for (const item of inner) deepFreeze(item);
  }
  return value;
}

test.run();
