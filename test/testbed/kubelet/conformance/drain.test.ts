import { ApiException, type CoreV1Api, PolicyV1Api, type V1Pod } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isNotFound } from '../../client/is-not-found.ts';
import { withControlPlane } from '../../shared.ts';
import { until } from '../../until.ts';
import { createDeployment, labels, whenReady } from './deployment.ts';
import { onPlayedNodes, type PlayedNodes } from './on-played-nodes.ts';
import { isDeleted, isReady } from './pods.ts';

const test = suite('draining a played Node');

withControlPlane(test, 'moves all pods, and never more than the budget lets go', () =>
  onPlayedNodes({ nodes: 2, play: () => ({ startsAfterMs: 300 }) }, async (nodes) => {
    const { bed, core, kubelet, namespace } = nodes;
    await createDeployment(nodes, { replicas: 4 });
    await bed.admin.makeApiClient(PolicyV1Api).createNamespacedPodDisruptionBudget({
      namespace,
      body: {
        metadata: { name: 'worker' },
        spec: { minAvailable: 3, selector: { matchLabels: labels } },
      },
    });
    const before = await whenReady(nodes, 4);
    const countOn = (node: string) => before.filter(({ spec }) => spec?.nodeName === node).length;
    const [drained] = kubelet.nodes().toSorted((a, b) => countOn(b) - countOn(a));
    const isThere = (pod: V1Pod) => pod.spec?.nodeName === drained;
    await cordon(core, drained!);

    let least = Number.POSITIVE_INFINITY;
    let refusals = 0;
    await until('the Node is empty', async () => {
      const pods = await nodes.pods();
      least = Math.min(least, pods.filter((pod) => isReady(pod) && !isDeleted(pod)).length);
      const rest = pods.filter(isThere);
      // One after the other: the API server would let the second wait until the budget allows it.
      for (const pod of rest.filter((other) => !isDeleted(other))) {
        if (!(await evict(nodes, pod))) refusals += 1;
      }
      return rest.length === 0;
    });
    assert.ok(least >= 3, `${least} of 4 were ready`);
    assert.ok(refusals > 0, 'the budget refused at least once');
    await until('all are ready elsewhere', async () => {
      const pods = await nodes.pods();
      return pods.length === 4 && pods.every(isReady) && !pods.some(isThere);
    });
  }),
);

async function cordon(core: CoreV1Api, name: string): Promise<void> {
  const body = [{ op: 'add', path: '/spec/unschedulable', value: true }];
  await core.patchNode({ name, body });
}

/** Asks for an eviction as `kubectl drain` does; false when a budget refuses it for now. */
async function evict({ core, namespace }: PlayedNodes, pod: V1Pod): Promise<boolean> {
  const name = pod.metadata!.name!;
  const body = { metadata: { name, namespace } };
  try {
    await core.createNamespacedPodEviction({ name, namespace, body });
    return true;
  } catch (error) {
    if (error instanceof ApiException && error.code === 429) return false;
    if (isNotFound(error)) return true;
    throw error;
  }
}

test.run();
