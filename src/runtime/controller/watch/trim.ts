import { isObject } from '../../../model/json.ts';
import type { KubeObject } from '../../kube/api-client.ts';
import type { Deployment, Node, Pod, Scaler } from '../cell/objects.ts';
import type { PoolObject } from '../resource/pool.ts';

// What is kept of each object: thousands of them stay in memory, and of most of what they hold nobody here asks.

/** Keeps of a pod what its quota counts, and what says whether it may go. */
export function trimPod(pod: Pod): Pod {
  const { phase, podIP, conditions, containerStatuses } = pod.status ?? {};
  return {
    ...pod,
    metadata: withoutManagedFields(pod.metadata),
    spec: trimPodSpec(pod.spec),
    status: {
      ...(phase !== undefined && { phase }),
      ...(podIP !== undefined && { podIP }),
      conditions: (conditions ?? []).filter(({ type }) => type === 'Ready'),
      containerStatuses: (containerStatuses ?? [])
        .filter(({ state }) => state?.running !== undefined)
        .map(() => ({ state: { running: {} } })),
    },
  };
}

/** Keeps of a Deployment how many there should be and are, and what one of its pods takes. */
export function trimDeployment(deployment: Deployment): Deployment {
  const { replicas, template } = deployment.spec ?? {};
  const { replicas: present, readyReplicas } = deployment.status ?? {};
  return {
    ...deployment,
    metadata: withoutManagedFields(deployment.metadata),
    spec: {
      ...(replicas !== undefined && { replicas }),
      template: { spec: trimPodSpec(template?.spec) },
    },
    status: {
      ...(present !== undefined && { replicas: present }),
      ...(readyReplicas !== undefined && { readyReplicas }),
    },
  };
}

const specOfPool = ['engine', 'group', 'scaling', 'alerts'];

/** Keeps of a pool how it is scaled; its workers are the Deployment's matter. */
export function trimPool(pool: PoolObject): PoolObject {
  return {
    ...pool,
    metadata: withoutManagedFields(pool.metadata),
    ...(isObject(pool.spec) && {
      spec: Object.fromEntries(
        Object.entries(pool.spec).filter(([key]) => specOfPool.includes(key)),
      ),
    }),
  };
}

/** Keeps of what scales something else what that is, and how it fares. Lists leave out of which kind their items are. */
export function trimScaler(kind: string): (scaler: Scaler) => Scaler {
  return ({ metadata, spec, status }) => ({
    kind,
    metadata: withoutManagedFields(metadata),
    ...(spec?.scaleTargetRef && { spec: { scaleTargetRef: spec.scaleTargetRef } }),
    ...(status?.conditions && { status: { conditions: status.conditions } }),
  });
}

/** Keeps of a node whether a worker can run there. */
export function trimNode({ metadata, spec, status }: Node): Node {
  return {
    metadata: withoutManagedFields(metadata),
    spec: spec?.unschedulable === undefined ? {} : { unschedulable: spec.unschedulable },
    status: { conditions: (status?.conditions ?? []).filter(({ type }) => type === 'Ready') },
  };
}

/** Keeps that an object is there. */
export function trimToName<T extends KubeObject>({ metadata }: T): KubeObject {
  const { name, namespace, resourceVersion } = metadata;
  return {
    metadata: {
      name,
      ...(namespace && { namespace }),
      ...(resourceVersion && { resourceVersion }),
    },
  };
}

const specOfPod = ['priorityClassName', 'nodeName', 'overhead', 'resources'];

function trimPodSpec(spec: unknown): { readonly priorityClassName?: string } {
  if (!isObject(spec)) return {};
  const kept = Object.entries(spec).filter(([key]) => specOfPod.includes(key));
  return Object.fromEntries([
    ...kept,
    ['containers', containersOf(spec.containers)],
    ['initContainers', containersOf(spec.initContainers)],
  ]);
}

function containersOf(containers: unknown): readonly object[] {
  if (!Array.isArray(containers)) return [];
  return containers.filter(isObject).map(({ name, resources, restartPolicy }) => ({
    name,
    ...(resources !== undefined && { resources }),
    ...(restartPolicy !== undefined && { restartPolicy }),
  }));
}

function withoutManagedFields(metadata: KubeObject['metadata']): KubeObject['metadata'] {
  const { managedFields, ...kept } = metadata as KubeObject['metadata'] & {
    managedFields?: unknown;
  };
  return kept;
}
