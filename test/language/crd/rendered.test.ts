import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { modeTexts } from '../../../docs/generate/modes.ts';
import { tryPolicy } from '../../../docs/generate/try-policy.ts';
import { checkFolder } from '../../../src/cli/load.ts';
import { compile } from '../../../src/compile/compile.ts';
import { quantitiesAsText } from '../../../src/language/crd/quantities-as-text.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { resourceKinds } from './documents.ts';
import { asJsonSchema, openApiSchema } from './open-api-schema.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
const validators = Object.fromEntries(
  resourceKinds.map((kind) => [
    kind,
    ajv.compile(asJsonSchema(openApiSchema(`${kind.toLowerCase()}s.roster.dev`))),
  ]),
);

test('the API server takes every custom resource that the policies here become', () => {
  const { estates } = checkFolder('policies');
  const objects = estates.flatMap((estate) => compile(estate, []).map(({ object }) => object));
  assert.ok(ownResources(objects).length > 0);
  for (const object of ownResources(objects)) assert.equal(problemsOf(object), []);
});

for (const [mode, { scaling }] of Object.entries(modeTexts)) {
  test(`the API server takes a pool in mode ${mode}`, () => {
    const trial = tryPolicy(scaling, 'auto');
    const [pool] = ownResources('objects' in trial ? trial.objects : []);
    assert.equal(problemsOf(pool!), []);
  });
}

test('quantities become texts wherever they stand, and nothing else changes', () => {
  const spec = {
    worker: {
      image: 'a:1',
      resources: { requests: { cpu: 1.5, memory: '1Gi' }, limits: { cpu: 2 } },
      env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: 1 } } }],
      volumes: [{ name: 'a', mountPath: '/a', emptyDir: { sizeLimit: 1e21 } }],
    },
    scaling: { mode: 'proportional', unitsPerWorker: 1.5 },
  } as unknown as JsonObject;
  const before = structuredClone(spec);
  assert.equal(quantitiesAsText('WorkerPool', spec), {
    worker: {
      image: 'a:1',
      resources: { requests: { cpu: '1.5', memory: '1Gi' }, limits: { cpu: '2' } },
      env: [
        { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1' } } },
      ],
      volumes: [{ name: 'a', mountPath: '/a', emptyDir: { sizeLimit: '1e+21' } }],
    },
    scaling: { mode: 'proportional', unitsPerWorker: 1.5 },
  });
  assert.equal(spec, before);
});

test('a resource called __proto__ stays a resource', () => {
  const spec = JSON.parse('{"quota": {"extended": {"__proto__": 4}}}') as JsonObject;
  assert.is(
    JSON.stringify(quantitiesAsText('CapacityGroup', spec)),
    '{"quota":{"extended":{"__proto__":"4"}}}',
  );
});

function ownResources(objects: readonly JsonObject[]): readonly JsonObject[] {
  return objects.filter(({ apiVersion }) => apiVersion === 'roster.dev/v1alpha1');
}

function problemsOf(object: JsonObject): readonly string[] {
  const validate = validators[String(object.kind)]!;
  validate(object);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test.run();
