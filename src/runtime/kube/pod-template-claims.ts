import { isObject } from '../../model/json.ts';
import { claimsOfTemplate } from '../../model/pod-claims.ts';
import { amountOfClaims } from '../../model/pod-resources.ts';

/**
 * What one pod of a Deployment takes of a resource of a quota (`requests.cpu`, `limits.memory`, `pods`,
 * `requests.nvidia.com/gpu`), in billionths, by its `spec.template`; `undefined` where no container says how much.
 */
export function templateAmount(template: unknown, resource: string): bigint | undefined {
  return amountOfClaims(claimsOfTemplate(isObject(template) ? template : empty), resource);
}

const empty = {};
