import type { EnvVar } from '../../model/container.ts';
import type { Pod } from '../../model/pod.ts';
import { clusterLabel } from './gateway.ts';

/** Where a pod is and what it has, in variables that come first, so that arguments and later variables can use them. */
export function placeVariables(pod: Pod): readonly EnvVar[] {
  return [
    field('ROSTER_CLUSTER', `metadata.labels['${clusterLabel}']`),
    field('ROSTER_NAMESPACE', 'metadata.namespace'),
    field('ROSTER_POD', 'metadata.name'),
    amount('ROSTER_CORES', pod, 'cpu'),
    amount('ROSTER_MEMORY', pod, 'memory'),
  ];
}

/** A variable that holds a field of the pod. */
export function field(name: string, fieldPath: string): EnvVar {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}

/** Where only a request is written it is taken; what an option or a whole node gives becomes both. */
function amount(
  name: string,
  { requests, limits }: Pick<Pod, 'requests' | 'limits'>,
  resource: 'cpu' | 'memory',
): EnvVar {
  const isRequest = requests.has(resource) && !limits.has(resource);
  const kind = isRequest ? 'requests' : 'limits';
  return { name, valueFrom: { resourceFieldRef: { resource: `${kind}.${resource}` } } };
}
