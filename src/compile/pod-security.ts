import type { JsonObject } from '../model/json.ts';
import type { SecurityLevel } from '../model/namespace-objects.ts';
import type { Version } from '../model/version.ts';
import { baselineRules } from './pod-security/baseline.ts';
import { viewOf } from './pod-security/pod-view.ts';
import { restrictedRules } from './pod-security/restricted.ts';

/** From the strictest on. */
const levels: readonly SecurityLevel[] = ['restricted', 'baseline', 'privileged'];

/**
 * The strictest level of the Pod Security Standards that a pod of this template meets, as the API server of this version
 * tells it when a Namespace is labelled with that version.
 */
export function securityLevel(template: JsonObject, kubernetes: Version): SecurityLevel {
  const pod = viewOf(template, kubernetes);
  if (baselineRules.some((isBroken) => isBroken(pod))) return 'privileged';
  return restrictedRules.some((isBroken) => isBroken(pod)) ? 'baseline' : 'restricted';
}

/** The level at which pods of both are let in. */
export function looser(one: SecurityLevel, other: SecurityLevel): SecurityLevel {
  return levels.indexOf(one) > levels.indexOf(other) ? one : other;
}
