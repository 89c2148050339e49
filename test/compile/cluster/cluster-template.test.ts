import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../src/compile/compile.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { compareText } from '../../../src/model/order.ts';
import { emit } from '../../../src/render/emit.ts';
import { matchesGolden } from '../../golden.ts';
import { clusterEstate, clusterObjects, clusterSamples } from './cluster-estate.ts';

for (const sample of clusterSamples) {
  test(`the template ${sample} is rendered as reviewed`, () => {
    const files = clusterObjects(sample).map(
      (object) => [`${keyOf(object).toLowerCase()}.yaml`, emit(object)] as const,
    );
    const sorted = files.toSorted(([a], [b]) => compareText(a, b));
    matchesGolden(`compile/cluster-${sample}`, new Map(sorted));
  });

  test(`${sample}: the gateway may touch no secret, and nothing by a wildcard`, () => {
    for (const { rules } of kind(sample, 'Role')) {
      const words = JSON.stringify(rules);
      assert.not.match(words, /secrets|\*|escalate|impersonate|bind/);
    }
  });

  test(`${sample}: what users may set is a schema that takes its own defaults`, () => {
    const { options, optionsSchema } = specOf(sample);
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    const validate = ajv.compile(optionsSchema as JsonObject);
    const entries = (options as readonly JsonObject[]).map((one) => [one.name, one.default]);
    assert.ok(validate(Object.fromEntries(entries)), ajv.errorsText(validate.errors));
    assert.ok(validate({}), 'every option may be left out');
    assert.not.ok(validate({ another: 1 }), 'and no other may be given');
  });
}

test('the names and selectors of a template are these, whatever its charts are called', () => {
  assert.equal(clusterObjects('dask').map(keyOf), [
    'PriorityClass.astronomy.dask.clusters',
    'ResourceQuota.dask-clusters',
    'ServiceAccount.dask-scheduler',
    'NetworkPolicy.dask-scheduler',
    'ServiceAccount.dask-worker',
    'NetworkPolicy.dask-worker',
    'Role.roster-gateway-dask',
    'RoleBinding.roster-gateway-dask',
    'ClusterTemplate.dask',
  ]);
  for (const { spec } of kind('dask', 'NetworkPolicy')) {
    const labels = ((spec as JsonObject).podSelector as JsonObject).matchLabels as JsonObject;
    const { 'roster.dev/role': role, ...rest } = labels;
    assert.ok(role === 'scheduler' || role === 'worker');
    assert.equal(rest, { 'roster.dev/cluster-template': 'dask' });
  }
});

const schema = specOf('dask').optionsSchema as JsonObject;
const refused: Readonly<Record<string, JsonObject>> = {
  'a part of a core': { cores: 1.5 },
  'more than the greatest': { cores: 17 },
  'less than the least': { memory: 0.25 },
  'a number as a text': { cores: '2' },
  'a choice there is not': { image: 'registry.example.org/evil:1.0.0' },
  'a text that the pattern is only a part of': { log_level: 'debugging' },
  'a variable that the pattern is only a part of': { environment: { XOMP_NUM_THREADS: '1' } },
  'a variable that is no text': { environment: { OMP_NUM_THREADS: 1 } },
};
for (const [what, options] of Object.entries(refused)) {
  test(`the schema of what users may set refuses ${what}`, () => {
    assert.not.ok(new Ajv2020().compile(schema)(options));
  });
}

test('the pods of a group are marked for its quota, and no other quota is made', () => {
  assert.is(kind('resaas', 'ResourceQuota').length, 0);
  assert.is(podOf('resaas', 'worker').priorityClassName, 'sampling.sampling');
});

test('workers stay off the nodes of their own cluster only, unless the policy says of the template', () => {
  const estate = clusterEstate('per-node');
  const [cluster] = estate.clusters;
  const wide = { ...cluster!, perNode: { ...cluster!.perNode!, apart: 'template' as const } };
  const [resource] = compile({ ...estate, clusters: [wide] }, [])
    .map(({ object }) => object)
    .filter((object) => object.kind === 'ClusterTemplate');
  assert.match(JSON.stringify(podOf('per-node', 'worker').affinity), 'roster.dev/cluster"]');
  assert.not.match(JSON.stringify(resource), 'matchLabelKeys');
});

test('without a runtime there is nobody to make clusters, and compiling says so', () => {
  const estate = clusterEstate('dask');
  const environment = { ...estate.environment, runtime: undefined };
  assert.throws(() => compile({ ...estate, environment }, []), /compiling astronomy\/dask/);
});

function keyOf({ kind: of, metadata }: JsonObject): string {
  return `${of}.${(metadata as JsonObject).name}`;
}

function kind(sample: Parameters<typeof clusterObjects>[0], of: string): readonly JsonObject[] {
  return clusterObjects(sample).filter((object) => object.kind === of);
}

function specOf(sample: Parameters<typeof clusterObjects>[0]): JsonObject {
  return kind(sample, 'ClusterTemplate')[0]!.spec as JsonObject;
}

function podOf(
  sample: Parameters<typeof clusterObjects>[0],
  role: 'scheduler' | 'worker',
): JsonObject {
  const templates = specOf(sample).templates as JsonObject;
  return (templates[role] as JsonObject).spec as JsonObject;
}

test.run();
