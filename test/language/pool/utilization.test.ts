import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../src/compile/compile.ts';
import { check } from '../../../src/language/check.ts';
import type { JsonObject } from '../../../src/model/json.ts';

const apiVersion = 'roster.dev/v1alpha1';
const environments: readonly (readonly [string, JsonObject])[] = [
  ['with a runtime', { runtime: { enabled: true } }],
  ['without one', { runtime: { enabled: false } }],
];

for (const [what, environment] of environments) {
  test(`an environment ${what} leaves usage to an HPA, and Git keeps off the replicas`, () => {
    const { estate, objects } = read({ cpu: { averageUtilization: 70 } }, environment);
    assert.is(estate.pools[0]?.engine.name, 'hpa');
    const [deployment] = objects.filter(({ kind }) => kind === 'Deployment');
    assert.not.ok('replicas' in (deployment!.spec as JsonObject));
    const [hpa] = objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    assert.is((hpa!.spec as JsonObject).minReplicas, 1);
    assert.not.ok(objects.some(({ kind }) => kind === 'ScaledObject'));
  });
}

test('the resource that the runtime reads is one that its policy could have written', () => {
  const { objects } = read({
    cpu: { averageUtilization: 70 },
    memory: { averageValue: 419430400 },
  });
  const spec = objects.find(({ kind }) => kind === 'WorkerPool')!.spec as JsonObject;
  assert.is(spec.engine, 'hpa');
  const { mode, ...scaling } = spec.scaling as JsonObject;
  assert.is(mode, 'utilization');
  const again = read(scaling, {}, { engine: spec.engine as string });
  const written = again.objects.find(({ kind }) => kind === 'WorkerPool')!.spec as JsonObject;
  assert.equal(written.scaling, spec.scaling);
});

test('an amount needs no request, a percentage may be of a limit', () => {
  read({ memory: { averageValue: '400Mi' } });
  read({ cpu: { averageUtilization: 70 } }, {}, {}, { limits: { cpu: '1' } });
});

test.run();

function read(
  scaling: JsonObject,
  environment: JsonObject = {},
  spec: JsonObject = {},
  resources: JsonObject = { requests: { cpu: '500m' } },
) {
  const worker = { image: 'registry.example.org/worker:1.0.0', resources };
  const documents = [
    { apiVersion, kind: 'Environment', metadata: { name: 'prod' }, spec: environment },
    {
      apiVersion,
      kind: 'WorkerPool',
      metadata: { name: 'web', namespace: 'montage' },
      spec: { worker, scaling: { mode: 'utilization', ...scaling }, ...spec },
    },
  ];
  const text = documents.map((one) => JSON.stringify(one)).join('\n---\n');
  const { estates, diagnostics } = check([{ path: 'policies.yaml', text }]);
  assert.equal(
    diagnostics.map(({ message }) => message),
    [],
  );
  const estate = estates[0]!;
  return { estate, objects: compile(estate, []).map(({ object }) => object) };
}
