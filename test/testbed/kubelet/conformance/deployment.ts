import type { V1DeploymentSpec, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { until } from '../../until.ts';
import type { PlayedNodes } from './on-played-nodes.ts';
import { isReady } from './pods.ts';

/** The labels of the pods of `createDeployment`. */
export const labels = { app: 'worker' };

/** Creates a Deployment `worker` for the played Nodes. */
export async function createDeployment(
  { apps, namespace, podSpec }: PlayedNodes,
  spec: Pick<V1DeploymentSpec, 'replicas' | 'strategy'>,
  fields: Partial<V1PodSpec> = {},
): Promise<void> {
  const template = { metadata: { labels }, spec: podSpec(fields) };
  const body = {
    metadata: { name: 'worker' },
    spec: { ...spec, selector: { matchLabels: labels }, template },
  };
  await apps.createNamespacedDeployment({ namespace, body });
}

/** Waits until these are all the pods there are, and all of them are ready. */
export function whenReady({ pods }: PlayedNodes, count: number): Promise<readonly V1Pod[]> {
  return until(`${count} pods are ready`, async () => {
    const all = await pods();
    return all.length === count && all.every(isReady) && all;
  });
}
