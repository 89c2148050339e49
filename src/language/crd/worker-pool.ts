import type { JsonObject } from '../../model/json.ts';
import { type JsonSchema, plainSchema } from '../schema/json-schema.ts';
import { workerPool } from '../schema/worker-pool.ts';
import { definition } from './definition.ts';
import { workerPoolChecks } from './rules/worker-pool.ts';
import { poolStatus } from './status.ts';

/** The CustomResourceDefinition of WorkerPool. */
export function workerPoolDefinition(): JsonObject {
  return definition({
    policy: withoutProfile(plainSchema(workerPool)),
    checks: workerPoolChecks,
    status: poolStatus,
    kind: 'WorkerPool',
    shortName: 'wp',
    columns: [
      { name: 'Mode', type: 'string', jsonPath: '.spec.scaling.mode' },
      { name: 'Engine', type: 'string', jsonPath: '.spec.engine' },
      { name: 'Wanted', type: 'integer', jsonPath: '.status.wanted' },
      { name: 'Current', type: 'integer', jsonPath: '.status.current' },
      { name: 'Ready', type: 'integer', jsonPath: '.status.ready' },
      { name: 'Reason', type: 'string', jsonPath: '.status.reason' },
    ],
  });
}

/** A resource has its profile merged in, and the cluster knows no profiles. */
function withoutProfile(policy: JsonSchema): JsonSchema {
  const { spec, ...others } = policy.properties ?? {};
  const { profile: _, ...properties } = spec?.properties ?? {};
  return { ...policy, properties: { ...others, spec: { ...spec, properties } } };
}
