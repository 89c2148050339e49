import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Environment } from '../../model/environment.ts';
import type { RosterResource } from '../roster-resource.ts';
import { groupMetadata } from './metadata.ts';

/** The group as the runtime reads it, its PriorityClass spelled out; none where the environment has no runtime. */
export function capacityGroupResource(
  group: CapacityGroup,
  environment: Environment,
): RosterResource | undefined {
  if (!environment.runtime) return undefined;
  const { profile, ...written } = group.written;
  const { name, value, preemption } = group.priorityClass;
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'CapacityGroup',
    metadata: groupMetadata('CapacityGroup', group, environment, group.annotations),
    spec: { ...written, priorityClass: { name, value, preemption } },
  };
}
