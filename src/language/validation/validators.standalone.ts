import { Ajv2020 } from 'ajv/dist/2020.js';
import type { TSchema } from 'typebox';
import { capacityGroup, capacityGroupSpec } from '../schema/capacity-group.ts';
import { clusterTemplate, clusterTemplateSpec } from '../schema/cluster-template.ts';
import { environment } from '../schema/environment.ts';
import { jobTemplate, jobTemplateSpec } from '../schema/job-template.ts';
import type { PolicyKind } from '../schema/kinds.ts';
import { partial } from '../schema/partial.ts';
import { profile } from '../schema/profile.ts';
import { requirements } from '../schema/requirements.ts';
import { workerPool, workerPoolSpec } from '../schema/worker-pool.ts';
import { leanSchema } from './lean-schema.ts';
import { shareSchemas } from './share-schemas.ts';

/**
 * One validator a kind. The build runs this module and puts the generated functions in its place, so that neither the
 * schemas nor ajv's compiler are loaded when a user runs `roster`. The fields of a pool are checked by one function
 * that policies, profiles and overrides share: written out three times it would be a third of the program.
 */
export const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  // unions and patterns on them are written where `type` lists both
  strictTypes: false,
  strictRequired: false,
  discriminator: true,
  verbose: true,
  messages: false,
  inlineRefs: false,
  keywords: ['x-format'],
  code: { source: true, esm: true },
});

const parts: Readonly<Record<PolicyKind, string>> = {
  WorkerPool: 'pool-part',
  CapacityGroup: 'group-part',
  JobTemplate: 'job-part',
  ClusterTemplate: 'cluster-part',
};

const { schemas, parts: common } = shareSchemas(
  new Map<string, object>([
    [parts.WorkerPool, leanSchema(partial(workerPoolSpec))],
    [parts.CapacityGroup, leanSchema(partial(capacityGroupSpec))],
    [parts.JobTemplate, leanSchema(partial(jobTemplateSpec))],
    [parts.ClusterTemplate, leanSchema(partial(clusterTemplateSpec))],
    ['environment', leanSchema(withParts(environment))],
  ]),
);
for (const [id, schema] of [...common, ...schemas]) ajv.addSchema(schema, id);

export const validateWorkerPool = ajv.compile(
  withSpec(workerPool, whole('pool-part', workerPoolSpec)),
);
export const validateCapacityGroup = ajv.compile(
  withSpec(capacityGroup, whole('group-part', capacityGroupSpec)),
);
export const validateJobTemplate = ajv.compile(
  withSpec(jobTemplate, whole('job-part', jobTemplateSpec)),
);
export const validateClusterTemplate = ajv.compile(
  withSpec(clusterTemplate, whole('cluster-part', clusterTemplateSpec)),
);
/** Parts on their own: what a policy says below an override is checked too. */
export const validatePoolPart = ajv.compile(onlySpec('pool-part'));
export const validateGroupPart = ajv.compile(onlySpec('group-part'));
export const validateJobPart = ajv.compile(onlySpec('job-part'));
export const validateClusterPart = ajv.compile(onlySpec('cluster-part'));
export const validateProfile = ajv.compile(withSpec(profile, { $ref: 'pool-part' }));
export const validateEnvironment = ajv.compile({ $ref: 'environment' });

function onlySpec(part: string): object {
  return { type: 'object', properties: { spec: { $ref: part } } };
}

function whole(part: string, spec: TSchema): object {
  return { allOf: [{ $ref: part }, requirements(spec)] };
}

function withSpec(schema: TSchema, spec: object): object {
  const { properties, ...rest } = schema as TSchema & { properties: object };
  return leanSchema({ ...rest, properties: { ...properties, spec } });
}

/** The Environment's schema, with references for the parts of policies that its overrides hold. */
function withParts(schema: TSchema): object {
  const copy = structuredClone(schema) as unknown as typeof environment;
  const items = copy.properties.spec.properties.overrides.items as unknown as {
    oneOf: readonly { properties: { kind: { const: PolicyKind }; spec: object } }[];
  };
  for (const { properties } of items.oneOf) {
    properties.spec = { $ref: parts[properties.kind.const] };
  }
  return copy;
}
