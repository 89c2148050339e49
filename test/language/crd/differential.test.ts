import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { quantitiesAsText } from '../../../src/language/crd/quantities-as-text.ts';
import { capacityGroup } from '../../../src/language/schema/capacity-group.ts';
import { plainSchema } from '../../../src/language/schema/json-schema.ts';
import { workerPool } from '../../../src/language/schema/worker-pool.ts';
import {
  validateCapacityGroup,
  validateWorkerPool,
} from '../../../src/language/validation/validators.standalone.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { valuesOf } from '../schema/arbitrary.ts';
import { asJsonSchema, openApiSchema } from './open-api-schema.ts';
import { rulesOf } from './rules-of.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
const kinds = [
  {
    kind: 'WorkerPool',
    policy: plainSchema(workerPool),
    resource: asJsonSchema(openApiSchema('workerpools.roster.dev')),
    validatePolicy: validateWorkerPool,
  },
  {
    kind: 'CapacityGroup',
    policy: plainSchema(capacityGroup),
    resource: asJsonSchema(openApiSchema('capacitygroups.roster.dev')),
    validatePolicy: validateCapacityGroup,
  },
] as const;

for (const { kind, policy, resource, validatePolicy } of kinds) {
  test(`${kind}: the API server takes every policy that the checker takes`, () => {
    const validateResource = ajv.compile(resource);
    fc.assert(
      fc.property(valuesOf(policy), (document) => {
        assert.ok(validatePolicy(document), `policy: ${ajv.errorsText(validatePolicy.errors)}`);
        const { spec, ...rest } = document as { readonly spec: JsonObject };
        const written = { ...rest, spec: quantitiesAsText(kind, spec) };
        assert.ok(validateResource(written), ajv.errorsText(validateResource.errors));
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
const lost: Readonly<Record<string, readonly string[]>> = {
  WorkerPool: [
    ...byApiServer,
    'spec.profile: gone',
    'spec.worker.env[].valueFrom.resourceFieldRef.divisor: type',
    'spec.worker.resources.requests.*: type',
    'spec.worker.resources.limits.*: type',
    'spec.worker.volumes[].emptyDir.sizeLimit: type',
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
