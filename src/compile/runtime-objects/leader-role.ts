import type { KubernetesObject } from '../object.ts';
import { type ComponentName, componentMetadata, type Installed, nameOf } from './component.ts';
import { allow, allowNamed, roleFor } from './role.ts';

/** Which replica of a component leads is written in a Lease of its name; a name cannot be asked of what is yet to be created. */
export function leaderRole(component: ComponentName, one: Installed): readonly KubernetesObject[] {
  const lease = nameOf(component);
  const group = 'coordination.k8s.io';
  return roleFor(
    component,
    [
      allow(group, ['leases'], ['create']),
      ...allowNamed(group, 'leases', [lease], ['get', 'patch', 'update']),
    ],
    (kind) => componentMetadata(kind, component, one, { name: `${lease}-leader` }),
    one,
  );
}
