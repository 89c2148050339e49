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
    kind: 'ClusterRole',
    at: ['rule'],
    value: [],
    says: /rule/,
  },
  { kind: 'ClusterRole', at: ['rules', 0, 'verbs'], value: [], says: /rules\[0\]\.verbs/ },
  { kind: 'ClusterRoleBinding', at: ['subject'], value: [], says: /subject/ },
  {
    kind: 'ClusterRoleBinding',
    at: ['subjects', 0, 'kind'],
    value: 'Account',
    says: /subjects\[0\]\.kind.*Account/s,
  },
  { kind: 'ClusterTemplate', at: ['spec', 'idle'], value: '1h', says: /\.spec\.idle/ },
  {
    kind: 'ClusterTemplate',
    at: ['spec', 'dialect'],
    value: 'slurm',
    says: /spec\.dialect.*slurm/s,
  },
  { kind: 'ConfigMap', at: ['date'], value: {}, says: /date/ },
  { kind: 'ConfigMap', at: ['data', 'a/b'], value: 'x', says: /a\/b/ },
  { kind: 'CronJob', at: ['spec', 'shedule'], value: '* * * * *', says: /spec\.shedule/ },
  {
    kind: 'CronJob',
    at: ['spec', 'timeZone'],
    value: 'Europe/Atlantis',
    says: /timeZone.*Atlantis/s,
  },
  { kind: 'Job', at: ['spec', 'backoffLimits'], value: 1, says: /spec\.backoffLimits/ },
  {
    kind: 'Job',
    at: ['spec', 'template', 'spec', 'restartPolicy'],
    value: 'Always',
    says: /restartPolicy.*Always/s,
  },
  { kind: 'JobTemplate', at: ['spec', 'timeouts'], value: '1h', says: /\.spec\.timeouts/ },
  { kind: 'JobTemplate', at: ['spec', 'timeout'], value: 'long', says: /spec\.timeout.*long/s },
  { kind: 'Role', at: ['rule'], value: [], says: /rule/ },
  { kind: 'Role', at: ['rules', 0, 'resources'], value: [], says: /rules\[0\]\.resources/ },
  { kind: 'RoleBinding', at: ['subject'], value: [], says: /subject/ },
  {
    kind: 'RoleBinding',
    at: ['roleRef', 'kind'],
    value: 'Rule',
    says: /roleRef.*Rule/s,
  },
  { kind: 'ScaledJob', at: ['spec', 'maxReplicaCounts'], value: 3, says: /spec\.maxReplicaCounts/ },
  {
    kind: 'ScaledJob',
    at: ['spec', 'maxReplicaCount'],
    value: 'many',
    says: /spec\.maxReplicaCount/,
  },
  { kind: 'Service', at: ['spec', 'port'], value: 80, says: /spec\.port/ },
  { kind: 'Service', at: ['spec', 'ports', 0, 'port'], value: 70000, says: /ports\[0\]\.port/ },
  {
    kind: 'ValidatingAdmissionPolicy',
    at: ['spec', 'failPolicy'],
    value: 'Fail',
    says: /spec\.failPolicy/,
  },
  {
    kind: 'ValidatingAdmissionPolicy',
    at: ['spec', 'validations', 0, 'expression'],
    value: 'object.spec.replicas >',
    says: /validations\[0\]\.expression/,
  },
  {
    kind: 'ValidatingAdmissionPolicyBinding',
    at: ['spec', 'policy'],
    value: 'x',
    says: /spec\.policy/,
  },
  {
    kind: 'ValidatingAdmissionPolicyBinding',
    at: ['spec', 'validationActions'],
    value: ['Refuse'],
    says: /validationActions.*Refuse/s,
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
  { kind: 'Namespace', at: ['spec', 'finalisers'], value: [], says: /spec\.finalisers/ },
  {
    kind: 'Namespace',
    at: ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'],
    value: 'strict',
    says: /pod-security\.kubernetes\.io\/enforce.*strict/s,
  },
  {
    kind: 'HorizontalPodAutoscaler',
    at: ['spec', 'maxReplica'],
    value: 5,
    says: /spec\.maxReplica/,
  },
  {
    kind: 'HorizontalPodAutoscaler',
    at: ['spec', 'minReplicas'],
    value: 0,
    says: /spec\.minReplicas.*1/s,
  },
  {
    kind: 'HorizontalPodAutoscaler',
    at: ['spec', 'metrics', 0, 'resource', 'target', 'type'],
    value: 'Percent',
    says: /spec\.metrics\[0\]\.resource\.target\.type.*Utilization/s,
  },
  {
    kind: 'HorizontalPodAutoscaler',
    at: ['spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds'],
    value: 3601,
    says: /stabilizationWindowSeconds.*3600/s,
  },
  { kind: 'NetworkPolicy', at: ['spec', 'egres'], value: [], says: /spec\.egres/ },
  {
    kind: 'NetworkPolicy',
    at: ['spec', 'policyTypes'],
    value: ['Egres'],
    says: /policyTypes.*Egres/s,
  },
  {
    kind: 'NetworkPolicy',
    at: ['spec', 'egress', 0, 'to'],
    value: [{ ipBlock: { cidr: '192.0.2.0' } }],
    says: /egress\[0\]\.to\[0\]\.ipBlock\.cidr/,
  },
  {
    kind: 'NetworkPolicy',
    at: ['spec', 'egress', 0, 'ports'],
    value: [{ port: 70000, protocol: 'TCP' }],
    says: /egress\[0\]\.ports\[0\]\.port.*65535/s,
  },
  { kind: 'PodDisruptionBudget', at: ['spec', 'maxUnavailible'], value: 1, says: /maxUnavailible/ },
  { kind: 'PodDisruptionBudget', at: ['spec', 'selector'], value: 'all', says: /selector/ },
  {
    kind: 'PodDisruptionBudget',
    at: ['spec', 'unhealthyPodEvictionPolicy'],
    value: 'Sometimes',
    says: /unhealthyPodEvictionPolicy.*Sometimes/s,
  },
  {
    kind: 'PodMonitor',
    at: ['spec', 'podMetricsEndpoints', 0, 'intervall'],
    value: '30s',
    says: /\.intervall/,
  },
  {
    kind: 'PodMonitor',
    at: ['spec', 'podMetricsEndpoints', 0, 'interval'],
    value: 'often',
    says: /podMetricsEndpoints\[0\]\.interval/,
  },
  { kind: 'PodMonitor', at: ['spec', 'selector'], value: 'all', says: /selector/ },
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
