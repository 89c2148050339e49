import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import { canonicalAmount } from '../../model/canonical-quantity.ts';
import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Environment } from '../../model/environment.ts';
import type { KubernetesObject } from '../object.ts';
import { groupMetadata } from './metadata.ts';

/** The group's budget. It counts the pods that have the group's PriorityClass, and no others in the namespace. */
export function resourceQuota(group: CapacityGroup, environment: Environment): KubernetesObject {
  const hard = [...group.quota].map(
    ([name, { text }]) => [name, k8s.Quantity.fromString(canonicalAmount(text))] as const,
  );
  const spec: k8s.ResourceQuotaSpec = {
    hard: Object.fromEntries(hard),
    scopeSelector: {
      matchExpressions: [
        { scopeName: 'PriorityClass', operator: 'In', values: [group.priorityClass.name] },
      ],
    },
  };
  return {
    ...k8s.KubeResourceQuota.manifest({ spec }),
    metadata: groupMetadata('ResourceQuota', group, environment),
  };
}
