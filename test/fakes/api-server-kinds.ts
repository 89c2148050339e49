/** A kind that the fake API server serves. */
export interface ServedKind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly scope: 'namespaced' | 'cluster';
  /** Its status is written through a subresource and no other way. */
  readonly status: boolean;
}

function kind(
  group: string,
  version: string,
  plural: string,
  name: string,
  more: Partial<ServedKind> = {},
): ServedKind {
  return { group, version, plural, kind: name, scope: 'namespaced', status: true, ...more };
}

/** What the runtime reads and writes. */
export const servedKinds: readonly ServedKind[] = [
  kind('', 'v1', 'namespaces', 'Namespace', { scope: 'cluster' }),
  kind('', 'v1', 'nodes', 'Node', { scope: 'cluster' }),
  kind('', 'v1', 'pods', 'Pod'),
  kind('', 'v1', 'resourcequotas', 'ResourceQuota'),
  kind('', 'v1', 'configmaps', 'ConfigMap', { status: false }),
  kind('apps', 'v1', 'deployments', 'Deployment'),
  kind('apps', 'v1', 'replicasets', 'ReplicaSet'),
  kind('autoscaling', 'v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler'),
  kind('coordination.k8s.io', 'v1', 'leases', 'Lease', { status: false }),
  kind('events.k8s.io', 'v1', 'events', 'Event', { status: false }),
  kind('keda.sh', 'v1alpha1', 'scaledobjects', 'ScaledObject'),
  kind('monitoring.coreos.com', 'v1', 'prometheusrules', 'PrometheusRule'),
  kind('roster.dev', 'v1alpha1', 'workerpools', 'WorkerPool'),
  kind('roster.dev', 'v1alpha1', 'capacitygroups', 'CapacityGroup'),
  kind('roster.dev', 'v1alpha1', 'jobtemplates', 'JobTemplate'),
];

/** What a path names. */
export interface Target {
  readonly served: ServedKind;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

/** `undefined` for a path of no served kind. */
export function targetOf(path: string, kinds: readonly ServedKind[]): Target | undefined {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const isCore = parts.shift() === 'api';
  const group = isCore ? '' : parts.shift();
  const version = parts.shift();
  const isInNamespace = parts[0] === 'namespaces' && parts.length > 2;
  const namespace = isInNamespace ? parts[1] : undefined;
  const [plural, name, subresource] = isInNamespace ? parts.slice(2) : parts;
  const served = kinds.find(
    (one) => one.group === group && one.version === version && one.plural === plural,
  );
  return served && { served, namespace, name, subresource };
}
