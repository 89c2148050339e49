import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { ClusterTemplate } from '../../model/cluster-template.ts';
import type { Environment } from '../../model/environment.ts';
import type { Runtime } from '../../model/runtime.ts';
import type { KubernetesObject, Metadata } from '../object.ts';
import { policyMetadata } from '../policy-metadata.ts';
import { nameOf } from '../runtime-objects/component.ts';

/**
 * What the gateway may do for a template, in its namespace alone. The names of clusters are made at run time, so that
 * RBAC cannot bound pods by name; the template whose status it writes it can.
 */
export function clusterRole(cluster: ClusterTemplate, environment: Environment): KubernetesObject {
  return {
    ...k8s.KubeRole.manifest({ rules: rulesFor(cluster) }),
    metadata: metadataOf('Role', cluster, environment),
  };
}

/** Gives that to the ServiceAccount of the gateway. */
export function clusterRoleBinding(
  cluster: ClusterTemplate,
  environment: Environment,
  { namespace }: Runtime,
): KubernetesObject {
  const name = roleName(cluster);
  return {
    ...k8s.KubeRoleBinding.manifest({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: nameOf('gateway'), namespace }],
    }),
    metadata: metadataOf('RoleBinding', cluster, environment),
  };
}

function rulesFor({ name }: ClusterTemplate): k8s.PolicyRule[] {
  const [roster, core] = ['roster.dev', ''];
  const life = ['create', 'delete', 'get', 'list', 'watch'];
  return [
    { apiGroups: [core], resources: ['pods', 'services'], verbs: life },
    // the last lines of a scheduler that has failed
    { apiGroups: [core], resources: ['pods/log'], verbs: ['get'] },
    {
      apiGroups: [roster],
      resources: ['workerclusters'],
      verbs: [...life.slice(0, 4), 'patch', 'update', 'watch'],
    },
    { apiGroups: [roster], resources: ['workerclusters/status'], verbs: ['patch', 'update'] },
    // without a name: the gateway is told of namespaces, and has to find the templates in them
    { apiGroups: [roster], resources: ['clustertemplates'], verbs: ['get', 'list', 'watch'] },
    {
      apiGroups: [roster],
      resources: ['clustertemplates/status'],
      resourceNames: [name],
      verbs: ['patch', 'update'],
    },
  ];
}

function metadataOf(kind: string, cluster: ClusterTemplate, environment: Environment): Metadata {
  return policyMetadata(kind, cluster, environment, { name: roleName(cluster) });
}

function roleName({ name }: ClusterTemplate): string {
  return `${nameOf('gateway')}-${name}`;
}
