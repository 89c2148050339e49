import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Environment } from '../../model/environment.ts';
import { groupLabels, type Labels } from '../labels.ts';
import { withAnnotations } from '../metadata.ts';
import type { Metadata } from '../object.ts';
import { syncAnnotations } from '../sync.ts';

/** The metadata of a group's object of this kind, named like the group. */
export function groupMetadata(
  kind: string,
  group: CapacityGroup,
  environment: Environment,
  annotations: Labels = {},
): Metadata {
  const { name, namespace } = group;
  return withAnnotations(
    { name, namespace, labels: groupLabels(group, environment) },
    { ...annotations, ...syncAnnotations(kind, environment) },
  );
}
