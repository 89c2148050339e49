import { Ajv2020 } from 'ajv/dist/2020.js';
import { capacityGroup } from './schema/capacity-group.ts';
import { environment } from './schema/environment.ts';
import { profile } from './schema/profile.ts';
import { workerPool } from './schema/worker-pool.ts';

/**
 * One validator a kind. The build runs this module and puts the generated functions in its place, so that neither the
 * schemas nor ajv's compiler are loaded when a user runs `roster`.
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
  keywords: ['x-format', 'x-absent', 'x-verbatim'],
  code: { source: true, esm: true },
});

export const validateWorkerPool = ajv.compile(workerPool);
export const validateCapacityGroup = ajv.compile(capacityGroup);
export const validateProfile = ajv.compile(profile);
export const validateEnvironment = ajv.compile(environment);
