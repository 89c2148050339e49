import { Ajv2020 } from 'ajv/dist/2020.js';
import type { TSchema } from 'typebox';
import { capacityGroup, capacityGroupSpec } from '../schema/capacity-group.ts';
import { environment } from '../schema/environment.ts';
import { partial } from '../schema/partial.ts';
import { profile } from '../schema/profile.ts';
import { requirements } from '../schema/requirements.ts';
import { workerPool, workerPoolSpec } from '../schema/worker-pool.ts';

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
  keywords: ['x-format', 'x-absent', 'x-verbatim'],
  code: { source: true, esm: true },
});

ajv.addSchema(partial(workerPoolSpec), 'pool-part');
ajv.addSchema(partial(capacityGroupSpec), 'group-part');

export const validateWorkerPool = ajv.compile(
  withSpec(workerPool, whole('pool-part', workerPoolSpec)),
);
export const validateCapacityGroup = ajv.compile(
  withSpec(capacityGroup, whole('group-part', capacityGroupSpec)),
);
/** Parts on their own: what a policy says below an override is checked too. */
export const validatePoolPart = ajv.compile(onlySpec('pool-part'));
export const validateGroupPart = ajv.compile(onlySpec('group-part'));
export const validateProfile = ajv.compile(withSpec(profile, { $ref: 'pool-part' }));
export const validateEnvironment = ajv.compile(withParts(environment));

function onlySpec(part: string): object {
  return { type: 'object', properties: { spec: { $ref: part } } };
}

function whole(part: string, spec: TSchema): object {
  return { allOf: [{ $ref: part }, requirements(spec)] };
}

function withSpec(schema: TSchema, spec: object): object {
  const { properties, ...rest } = schema as TSchema & { properties: object };
  return { ...rest, properties: { ...properties, spec } };
}

/** The Environment's schema, with references for the parts of policies that its overrides hold. */
function withParts(schema: TSchema): object {
  const copy = structuredClone(schema) as unknown as typeof environment;
  const items = copy.properties.spec.properties.overrides.items as unknown as {
    oneOf: readonly { properties: { kind: { const: string }; spec: object } }[];
  };
  for (const { properties } of items.oneOf) {
    properties.spec = { $ref: properties.kind.const === 'WorkerPool' ? 'pool-part' : 'group-part' };
  }
  return copy;
}
