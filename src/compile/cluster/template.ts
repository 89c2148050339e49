import type { ClusterRole, ClusterTemplate } from '../../model/cluster-template.ts';
import type { Environment } from '../../model/environment.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Runtime } from '../../model/runtime.ts';
import { podTemplate } from '../pod/pod-template.ts';
import { dialectPod } from './dialect-pod.ts';
import { clusterLabel } from './gateway.ts';
import { clusterPodLabels, fixedClusterLabels, roleSelector } from './labels.ts';

/** What a pod needs to know beside its policy. */
interface TemplatePlace {
  readonly environment: Environment;
  readonly runtime: Runtime;
  /** What marks the pods for a quota; absent where the policy's own class stays. */
  readonly priorityClass: string | undefined;
}

/**
 * The finished pod of a role. The gateway adds what differs by cluster: the name, the owner, the cluster's label and its
 * Secret; and what the user's options change.
 */
export function clusterPodTemplate(
  cluster: ClusterTemplate,
  role: ClusterRole,
  { environment, runtime, priorityClass }: TemplatePlace,
): JsonObject {
  const pod = dialectPod(cluster, role, runtime);
  const marked = priorityClass === undefined ? pod : { ...pod, priorityClass };
  const selector = roleSelector(cluster, role);
  const template = podTemplate(marked, {
    labels: clusterPodLabels(cluster, role, environment),
    fixedLabels: fixedClusterLabels(cluster, role),
    selector,
    serviceAccountName: accountName(cluster, role),
    container: role,
    restartPolicy: 'Never',
    kubernetes: environment.versions.kubernetes,
  });
  return cluster.perNode?.apart === 'template' ? template : perCluster(template, selector);
}

/** The ServiceAccount that a pod runs as. */
export function accountName(cluster: ClusterTemplate, role: ClusterRole): string {
  return cluster[role].serviceAccount.name ?? `${cluster.name}-${role}`;
}

/**
 * Narrows the rules that keep pods apart to the pods of one cluster, whose name no template knows: the API server takes
 * it from the label of the pod.
 */
function perCluster(template: JsonObject, selector: JsonObject): JsonObject {
  const mark = JSON.stringify({ matchLabels: selector });
  const narrow = (value: Json): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => narrow(item));
    if (!isObject(value)) return value;
    const inside = Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, narrow(one as Json)]),
    );
    return JSON.stringify(inside.labelSelector) === mark
      ? { ...inside, matchLabelKeys: [clusterLabel] }
      : inside;
  };
  return narrow(template) as JsonObject;
}
