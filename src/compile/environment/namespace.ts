import type { Environment } from '../../model/environment.ts';
import type { NamespaceObjects, SecurityLevel } from '../../model/namespace-objects.ts';
import { environmentLabels, type Labels } from '../labels.ts';
import { withAnnotations } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';
import { looser } from '../pod-security.ts';
import { syncAnnotations } from '../sync.ts';

/** A namespace of the environment, closed to pods that need more than ours, of the level given, or those it is told of. */
export function namespaceObject(
  name: string,
  level: SecurityLevel,
  { labels, podSecurity }: NamespaceObjects,
  environment: Environment,
): KubernetesObject {
  const enforced = looser(level, podSecurity[name] ?? 'restricted');
  const own = { ...labels, ...securityLabels(enforced, environment) };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: withAnnotations(
      { name, labels: environmentLabels(environment, own) },
      syncAnnotations('Namespace', environment),
    ),
  };
}

/** Tells whether a namespace is Kubernetes' own. */
export function isOfCluster(name: string): boolean {
  return name === 'default' || name.startsWith('kube-');
}

/**
 * The version is pinned: an upgrade of the cluster must not shut out pods that it let in before. What is refused is also
 * warned of and audited, since only pods are refused, and a Deployment whose pods are says nothing.
 */
function securityLabels(level: SecurityLevel, { versions: { kubernetes } }: Environment): Labels {
  const version = `v${kubernetes.join('.')}`;
  const labels = ['enforce', 'audit', 'warn'].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, level],
    [`pod-security.kubernetes.io/${mode}-version`, version],
  ]);
  return Object.fromEntries(labels);
}
