import type { ClusterTemplate } from '../../model/cluster-template.ts';
import type { Estate } from '../../model/environment.ts';
import type { Runtime } from '../../model/runtime.ts';
import { policyMetadata } from '../policy-metadata.ts';
import type { RosterResource } from '../roster-resource.ts';
import { optionsSchema } from './options-schema.ts';
import { ownClass } from './quota.ts';
import { resolvedCluster } from './resolved-spec.ts';
import { clusterPodTemplate } from './template.ts';

/** The template as the gateway reads it, with the finished pods and the schema of what users may set. */
export function clusterTemplateResource(
  cluster: ClusterTemplate,
  { environment, groups }: Estate,
  runtime: Runtime,
): RosterResource {
  const { annotations, namespace, group: name } = cluster;
  const group = groups.find((one) => one.namespace === namespace && one.name === name);
  const priorityClass = group?.priorityClass.name ?? ownClass(cluster);
  const podOf = (role: 'scheduler' | 'worker') =>
    clusterPodTemplate(cluster, role, { environment, runtime, priorityClass });
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'ClusterTemplate',
    metadata: policyMetadata('ClusterTemplate', cluster, environment, { annotations }),
    spec: {
      ...resolvedCluster(cluster),
      templates: { scheduler: podOf('scheduler'), worker: podOf('worker') },
      optionsSchema: optionsSchema(cluster.options),
    },
  };
}
