import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Environment } from '../../model/environment.ts';
import { groupLabels } from '../labels.ts';
import { withAnnotations } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';
import { syncAnnotations } from '../sync.ts';

/** What marks the pods of a group. It lies in no namespace, so its name is unique in the cluster. */
export function priorityClass(group: CapacityGroup, environment: Environment): KubernetesObject {
  const { name, value, preemption } = group.priorityClass;
  const marker: k8s.KubePriorityClassProps = {
    value,
    preemptionPolicy: preemption,
    description: `Workers of the CapacityGroup ${group.name} in namespace ${group.namespace}.`,
  };
  return {
    ...k8s.KubePriorityClass.manifest(marker),
    metadata: withAnnotations(
      { name, labels: groupLabels(group, environment) },
      syncAnnotations('PriorityClass', environment),
    ),
  };
}
