import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import { canonicalAmount } from '../../model/canonical-quantity.ts';
import type { ClusterTemplate } from '../../model/cluster-template.ts';
import type { Environment } from '../../model/environment.ts';
import { withAnnotations } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';
import { policyLabels, policyMetadata } from '../policy-metadata.ts';
import { syncAnnotations } from '../sync.ts';

/** What marks the pods of a template that has a quota of its own; `undefined` where it has none. A group's is never called so. */
export function ownClass(cluster: ClusterTemplate): string | undefined {
  return cluster.group === undefined && hardLimits(cluster).length > 0
    ? `${cluster.namespace}.${cluster.name}.clusters`
    : undefined;
}

/** The total of a template's limits. It counts the pods of its clusters, and no others in the namespace. */
export function clusterQuota(
  cluster: ClusterTemplate,
  environment: Environment,
): KubernetesObject | undefined {
  const marker = ownClass(cluster);
  if (marker === undefined) return undefined;
  const hard = hardLimits(cluster).map(
    ([name, text]) => [name, k8s.Quantity.fromString(text)] as const,
  );
  const spec: k8s.ResourceQuotaSpec = {
    hard: Object.fromEntries(hard),
    scopeSelector: {
      matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: [marker] }],
    },
  };
  const name = `${cluster.name}-clusters`;
  return {
    ...k8s.KubeResourceQuota.manifest({ spec }),
    metadata: policyMetadata('ResourceQuota', cluster, environment, { name }),
  };
}

/** The PriorityClass that the quota counts by; it lies in no namespace. */
export function clusterClass(
  cluster: ClusterTemplate,
  environment: Environment,
): KubernetesObject | undefined {
  const name = ownClass(cluster);
  if (name === undefined) return undefined;
  const marker: k8s.KubePriorityClassProps = {
    value: 0,
    preemptionPolicy: 'Never',
    description: `Clusters of the ClusterTemplate ${cluster.name} in namespace ${cluster.namespace}.`,
  };
  return {
    ...k8s.KubePriorityClass.manifest(marker),
    metadata: withAnnotations(
      { name, labels: policyLabels(cluster, environment) },
      syncAnnotations('PriorityClass', environment),
    ),
  };
}

function hardLimits({
  limits: { total },
}: ClusterTemplate): readonly (readonly [resource: string, amount: string])[] {
  const { cpu, memory, pods } = total;
  return [
    ...(cpu ? [['requests.cpu', canonicalAmount(cpu.text)] as const] : []),
    ...(memory ? [['requests.memory', canonicalAmount(memory.text)] as const] : []),
    ...(pods === undefined ? [] : [['pods', `${pods}`] as const]),
  ];
}
