import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { quantitiesAsText } from '../../../src/language/crd/quantities-as-text.ts';
import { structural } from '../../../src/language/crd/structural.ts';
import {
  validateCapacityGroup,
  validateClusterTemplate,
  validateJobTemplate,
  validateWorkerPool,
} from '../../../src/language/validation/validators.standalone.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { valuesOf } from '../schema/arbitrary.ts';
import { schemas } from '../schema/kinds.ts';
import { type ResourceKind, resourceKinds } from './documents.ts';
import { asJsonSchema, openApiSchema } from './open-api-schema.ts';
import { rulesOf } from './rules-of.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
const validators = {
  WorkerPool: validateWorkerPool,
  CapacityGroup: validateCapacityGroup,
  JobTemplate: validateJobTemplate,
  ClusterTemplate: validateClusterTemplate,
} as const;
const kinds = resourceKinds.map((kind) => ({
  kind,
  policy: schemas[kind],
  resource: asJsonSchema(openApiSchema(`${kind.toLowerCase()}s.roster.dev`)),
  validatePolicy: validators[kind],
}));

for (const { kind, policy, validatePolicy } of kinds) {
  test(`${kind}: a structural schema takes every policy that the schema of policies takes`, () => {
    const { spec = {} } = policy.properties ?? {};
    const validateSpec = ajv.compile(asJsonSchema(structural(spec)));
    fc.assert(
      fc.property(valuesOf(policy), (document) => {
        assert.ok(validatePolicy(document), `policy: ${ajv.errorsText(validatePolicy.errors)}`);
        const { spec: written } = document as { readonly spec: JsonObject };
        assert.ok(
          validateSpec(quantitiesAsText(kind, written)),
          ajv.errorsText(validateSpec.errors),
        );
      }),
      { numRuns: 200, seed: 1 },
    );
  });
}

// What the schema of a resource does not check: the API server itself does, or the compiler has. Unknown fields, which
// are pruned, and rules across fields are in neither schema.
const byApiServer = [
  ': required',
  'apiVersion: enum',
  'kind: enum',
  'metadata: required',
  'metadata.namespace: gone',
  'metadata.labels: gone',
  'metadata.labels.*: gone',
  'metadata.annotations: gone',
  'metadata.annotations.*: gone',
];
// the type: a resource has a text or a whole number where a policy may also say 1.5
const container = (path: string): readonly string[] => [
  `${path}.env[].valueFrom.resourceFieldRef.divisor: type`,
  `${path}.resources.requests.*: type`,
  `${path}.resources.limits.*: type`,
];
const pod = (path: string): readonly string[] => [
  ...container(path),
  `${path}.volumes[].emptyDir.sizeLimit: type`,
  ...container(`${path}.initContainers[]`),
  ...container(`${path}.sidecars[]`),
];
const lost: Readonly<Record<ResourceKind, readonly string[]>> = {
  WorkerPool: [
    ...byApiServer,
    'spec.profile: gone',
    ...pod('spec.worker'),
    'spec.scaling.cpu.averageValue: type',
    'spec.scaling.memory.averageValue: type',
    'spec.scaling.onSignalLoss.then: type',
    'spec.scaling.onSignalLoss.then.workers: gone',
    'spec.scaling.onSignalLoss.then.atLeast: gone',
  ],
  CapacityGroup: [
    ...byApiServer,
    'spec.quota.cpu: type',
    'spec.quota.memory: type',
    'spec.quota.limits.cpu: type',
    'spec.quota.limits.memory: type',
    'spec.quota.extended.*: type',
    // only narrower
    'spec.priorityClass.name: maxLength',
  ],
  JobTemplate: [
    ...byApiServer,
    ...pod('spec.worker'),
    'spec.parameters[].enum[]: type',
    'spec.parameters[].default: type',
  ],
  ClusterTemplate: [
    ...byApiServer,
    ...pod('spec.scheduler'),
    ...pod('spec.worker'),
    ...['perNode.reserve', 'limits.perCluster', 'limits.perUser', 'limits.total'].flatMap(
      (path) => [`spec.${path}.cpu: type`, `spec.${path}.memory: type`],
    ),
    'spec.options[].default: type',
  ],
};

for (const { kind, policy, resource } of kinds) {
  test(`${kind}: no rule of the policy is lost but those named here`, () => {
    const inResource = rulesOf(resource);
    const gone = [...rulesOf(policy)].flatMap(([path, rules]) => {
      const kept = inResource.get(path);
      if (kept === undefined) return [`${path}: gone`];
      return Object.entries(rules)
        .filter(([rule, value]) => JSON.stringify(kept[rule]) !== JSON.stringify(value))
        .map(([rule]) => `${path}: ${rule}`);
    });
    assert.equal(gone, lost[kind]);
  });
}

test.run();
