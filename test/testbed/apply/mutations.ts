import type { ApiObject } from '../client/api-object.ts';

/** A mistake in an object of some kind, and the words by which a person finds it in the API server's refusal. */
export interface Mutation {
  readonly kind: string;
  /** The path to a value; numbers are places in lists. */
  readonly at: readonly (string | number)[];
  readonly value: unknown;
  readonly says: RegExp;
}

/** Mistakes that a person or a compiler could make: fields that are no fields, wrong types, values that are not among those allowed. */
export const mutations: readonly Mutation[] = [
  {
    kind: 'CapacityGroup',
    at: ['spec', 'quoto'],
    value: {},
    says: /\.spec\.quoto/,
  },
  {
    kind: 'CapacityGroup',
    at: ['spec', 'priorityClass', 'value'],
    value: 'high',
    says: /spec\.priorityClass\.value/,
  },
  {
    kind: 'CustomResourceDefinition',
    at: ['spec', 'scoped'],
    value: 'Namespaced',
    says: /spec\.scoped/,
  },
  {
    kind: 'CustomResourceDefinition',
    at: ['spec', 'scope'],
    value: 'World',
    says: /spec\.scope.*World/s,
  },
  {
    kind: 'CustomResourceDefinition',
    at: ['spec', 'versions', 0, 'served'],
    value: 'yes',
    says: /served/,
  },
  {
    kind: 'Deployment',
    at: ['spec', 'template', 'spec', 'containers', 0, 'imagePullPolice'],
    value: 'Always',
    says: /imagePullPolice/,
  },
  {
    kind: 'Deployment',
    at: ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'],
    value: 'long',
    says: /terminationGracePeriodSeconds/,
  },
  {
    kind: 'Deployment',
    at: ['spec', 'strategy'],
    value: { type: 'Rolling' },
    says: /spec\.strategy.*Rolling/s,
  },
  { kind: 'PodDisruptionBudget', at: ['spec', 'maxUnavailible'], value: 1, says: /maxUnavailible/ },
  { kind: 'PodDisruptionBudget', at: ['spec', 'selector'], value: 'all', says: /selector/ },
  {
    kind: 'PodDisruptionBudget',
    at: ['spec', 'unhealthyPodEvictionPolicy'],
    value: 'Sometimes',
    says: /unhealthyPodEvictionPolicy.*Sometimes/s,
  },
  { kind: 'PriorityClass', at: ['valeu'], value: 1, says: /valeu/ },
  { kind: 'PriorityClass', at: ['value'], value: 'high', says: /value/ },
  {
    kind: 'PrometheusRule',
    at: ['spec', 'groups', 0, 'intervall'],
    value: '30s',
    says: /\.intervall: /,
  },
  {
    kind: 'PrometheusRule',
    at: ['spec', 'groups', 0, 'rules', 0, 'expr'],
    value: ['up'],
    says: /expr/,
  },
  {
    kind: 'PrometheusRule',
    at: ['spec', 'groups', 0, 'interval'],
    value: 'often',
    says: /spec\.groups\[0\]\.interval/,
  },
  { kind: 'ResourceQuota', at: ['spec', 'hart'], value: {}, says: /hart/ },
  { kind: 'ResourceQuota', at: ['spec', 'hard', 'pods'], value: 'many', says: /pods|quantit/ },
  {
    kind: 'ResourceQuota',
    at: ['spec', 'scopeSelector', 'matchExpressions', 0, 'operator'],
    value: 'Within',
    says: /operator.*Within/s,
  },
  { kind: 'ScaledObject', at: ['spec', 'cooldwnPeriod'], value: 60, says: /spec\.cooldwnPeriod/ },
  {
    kind: 'ScaledObject',
    at: ['spec', 'maxReplicaCount'],
    value: 'many',
    says: /spec\.maxReplicaCount/,
  },
  {
    kind: 'ScaledObject',
    at: ['spec', 'fallback'],
    value: { behavior: 'panic', failureThreshold: 3, replicas: 1 },
    says: /spec\.fallback\.behavior.*panic/s,
  },
  { kind: 'ServiceAccount', at: ['automountToken'], value: false, says: /automountToken/ },
  {
    kind: 'ServiceAccount',
    at: ['automountServiceAccountToken'],
    value: 'no',
    says: /automountServiceAccountToken/,
  },
  {
    kind: 'TriggerAuthentication',
    at: ['spec', 'secretTargetRefs'],
    value: [],
    says: /spec\.secretTargetRefs/,
  },
  {
    kind: 'TriggerAuthentication',
    at: ['spec', 'secretTargetRef', 0, 'key'],
    value: 7,
    says: /secretTargetRef.*key/s,
  },
  { kind: 'WorkerPool', at: ['spec', 'scaling', 'hodl'], value: '2m', says: /spec\.scaling\.hodl/ },
  { kind: 'WorkerPool', at: ['spec', 'scaling', 'max'], value: 'many', says: /spec\.scaling\.max/ },
  { kind: 'WorkerPool', at: ['spec', 'engine'], value: 'steam', says: /spec\.engine.*steam/s },
];

/** The object with the mistake in it; the object itself stays as it is. */
export function mutate(
  object: ApiObject,
  { at, value }: Pick<Mutation, 'at' | 'value'>,
): ApiObject {
  return put(object, at, value) as ApiObject;
}

function put(
  into: unknown,
  [head, ...rest]: readonly (string | number)[],
  value: unknown,
): unknown {
  if (head === undefined) return value;
  if (Array.isArray(into)) {
    return into.map((item, place) => (place === head ? put(item, rest, value) : item));
  }
  const fields = (into ?? {}) as Readonly<Record<string, unknown>>;
  return { ...fields, [head]: put(fields[head], rest, value) };
}
