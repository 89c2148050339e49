import { compareText } from '../../model/order.ts';
import type { KubernetesObject, Metadata } from '../object.ts';
import { type ComponentName, type Installed, nameOf } from './component.ts';

/** What a role allows. `resourceNames` holds at least one name: an empty list would mean every object. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

interface Role extends KubernetesObject {
  readonly rules: readonly PolicyRule[];
}

interface Binding extends KubernetesObject {
  readonly roleRef: { readonly apiGroup: string; readonly kind: string; readonly name: string };
  readonly subjects: readonly Readonly<Record<'kind' | 'name' | 'namespace', string>>[];
}

/** What an informer needs: without `list` and `watch` it sees nothing. */
export const reads = ['get', 'list', 'watch'] as const;

/** A rule for objects of these kinds, whatever they are called. */
export function allow(
  apiGroup: string,
  resources: readonly string[],
  verbs: readonly string[],
): PolicyRule {
  return { apiGroups: [apiGroup], resources, verbs };
}

/** What happens is told as Events about the objects that it happens to, which lie in the same namespace. */
export const events = allow('events.k8s.io', ['events'], ['create', 'patch']);

/** A rule for exactly these objects; none where there are no names, for that would be a rule for all. */
export function allowNamed(
  apiGroup: string,
  resource: string,
  names: readonly string[],
  verbs: readonly string[],
): readonly PolicyRule[] {
  if (names.length === 0) return [];
  const resourceNames = names.toSorted(compareText);
  return [{ apiGroups: [apiGroup], resources: [resource], resourceNames, verbs }];
}

/** A Role with its binding to a component; nothing where there is nothing to allow. */
export function roleFor(
  component: ComponentName,
  rules: readonly PolicyRule[],
  metadata: (kind: string) => Metadata,
  one: Installed,
): readonly KubernetesObject[] {
  if (rules.length === 0) return [];
  return bound('Role', component, rules, metadata, one);
}

/** The same for what lies in no namespace. */
export function clusterRoleFor(
  component: ComponentName,
  rules: readonly PolicyRule[],
  metadata: (kind: string) => Metadata,
  one: Installed,
): readonly KubernetesObject[] {
  if (rules.length === 0) return [];
  return bound('ClusterRole', component, rules, metadata, one);
}

const rbac = 'rbac.authorization.k8s.io';

function bound(
  kind: 'Role' | 'ClusterRole',
  component: ComponentName,
  rules: readonly PolicyRule[],
  metadata: (kind: string) => Metadata,
  { namespace }: Installed,
): readonly KubernetesObject[] {
  const apiVersion = `${rbac}/v1`;
  const role: Role = { apiVersion, kind, metadata: metadata(kind), rules };
  const binding: Binding = {
    apiVersion,
    kind: `${kind}Binding`,
    metadata: metadata(`${kind}Binding`),
    roleRef: { apiGroup: rbac, kind, name: role.metadata.name },
    subjects: [{ kind: 'ServiceAccount', name: nameOf(component), namespace }],
  };
  return [role, binding];
}
