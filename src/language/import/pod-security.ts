import type { Json, JsonObject } from '../../model/json.ts';
import { partOf } from './part.ts';
import { isSame } from './plain-form.ts';

/** What a policy says of a pod's security, and what is left of the two security contexts. */
export interface PodSecurity {
  readonly security: JsonObject;
  readonly otherPod: JsonObject;
  readonly otherContainer: JsonObject;
}

/** Names the rules of the hardened default that a pod does not keep; what else it says is left for its podTemplate. */
export function readSecurity(pod: JsonObject, container: JsonObject): PodSecurity {
  const ofPod = partOf(pod, 'securityContext');
  const ofContainer = partOf(container, 'securityContext');
  const kept = new Set<string>();
  const left = (context: JsonObject, rules: readonly Rule[]) =>
    Object.fromEntries(
      Object.entries(context).filter(([field, value]) => {
        const rule = rules.find((one) => one.field === field && isSame(one.value, value));
        if (rule !== undefined) kept.add(rule.name);
        return rule === undefined;
      }),
    );
  const { runAsUser, runAsGroup, fsGroup, ...otherPod } = left(ofPod, podRules) as JsonObject;
  const otherContainer = left(ofContainer, containerRules);
  if (pod.automountServiceAccountToken === false) kept.add('serviceAccountToken');
  const relax = ruleNames.filter((name) => !kept.has(name));
  return {
    security: {
      ...(runAsUser !== undefined && { runAsUser }),
      ...(runAsGroup !== undefined && { runAsGroup }),
      ...(fsGroup !== undefined && { fsGroup }),
      ...(relax.length > 0 && { relax }),
    },
    otherPod,
    otherContainer,
  };
}

/** The security context that a container has of a policy which says this of its security. */
export function hardening({ relax }: JsonObject): JsonObject {
  const relaxed: readonly Json[] = Array.isArray(relax) ? relax : [];
  const kept = containerRules.filter(({ name }) => !relaxed.includes(name));
  return Object.fromEntries(kept.map(({ field, value }) => [field, value]));
}

interface Rule {
  readonly name: string;
  readonly field: string;
  readonly value: Json;
}

const podRules: readonly Rule[] = [
  { name: 'runAsRoot', field: 'runAsNonRoot', value: true },
  { name: 'seccomp', field: 'seccompProfile', value: { type: 'RuntimeDefault' } },
];

const containerRules: readonly Rule[] = [
  { name: 'privilegeEscalation', field: 'allowPrivilegeEscalation', value: false },
  { name: 'writableRootFilesystem', field: 'readOnlyRootFilesystem', value: true },
  { name: 'capabilities', field: 'capabilities', value: { drop: ['ALL'] } },
];

const ruleNames = [
  'runAsRoot',
  'writableRootFilesystem',
  'privilegeEscalation',
  'capabilities',
  'seccomp',
  'serviceAccountToken',
];
