import type { V1ContainerStatus, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { until } from '../../until.ts';
import type { PlayedNodes } from './on-played-nodes.ts';

type On = Pick<PlayedNodes, 'core' | 'namespace' | 'podSpec'>;

/** Creates a pod for the played Nodes. */
export async function createPod(
  { core, namespace, podSpec }: On,
  name: string,
  fields: Partial<V1PodSpec> = {},
  metadata: V1Pod['metadata'] = {},
): Promise<void> {
  await core.createNamespacedPod({
    namespace,
    body: { metadata: { ...metadata, name }, spec: podSpec(fields) },
  });
}

/** Waits until a pod is as it should be, and gives it. */
export function whenPod(
  { core, namespace }: On,
  name: string,
  holds: (pod: V1Pod) => boolean,
): Promise<V1Pod> {
  let seen: V1Pod | undefined;
  const look = async () => {
    seen = await core.readNamespacedPod({ namespace, name });
    return holds(seen) ? seen : undefined;
  };
  return until(`pod ${name} is as it should be`, look).catch((cause: unknown) => {
    throw new Error(`the last status was ${JSON.stringify(seen?.status, null, 1)}`, { cause });
  });
}

export function isReady({ status }: V1Pod): boolean {
  return conditionOf(status?.conditions, 'Ready') === 'True';
}

export function conditionOf(
  conditions: readonly { readonly type: string; readonly status: string }[] | undefined,
  type: string,
): string | undefined {
  return conditions?.find((condition) => condition.type === type)?.status;
}

export function isDeleted({ metadata }: V1Pod): boolean {
  return metadata?.deletionTimestamp !== undefined;
}

/** The status of its only container. */
export function workerOf({ status }: V1Pod): V1ContainerStatus | undefined {
  return status?.containerStatuses?.[0];
}
