import type { V1Pod } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withControlPlane } from '../../shared.ts';
import { until } from '../../until.ts';
import { createDeployment, whenReady } from './deployment.ts';
import { onPlayedNodes, type PlayedNodes } from './on-played-nodes.ts';
import { isDeleted, isReady } from './pods.ts';

const test = suite('the Deployment controller on the stand-in kubelet');
const namespaceAndName = ({ namespace }: PlayedNodes) => ({ namespace, name: 'worker' });

withControlPlane(test, 'rolls without going below its maxUnavailable', () =>
  onPlayedNodes({}, async (nodes) => {
    await deploy(nodes, 4);
    await whenReady(nodes, 4);
    let least = Number.POSITIVE_INFINITY;
    await roll(nodes, 'worker:2');
    await until('only new pods are left', async () => {
      const pods = await nodes.pods();
      least = Math.min(least, pods.filter((pod) => !isDeleted(pod) && isReady(pod)).length);
      const isNew = (pod: V1Pod) => pod.spec?.containers[0]?.image === 'worker:2';
      return pods.length === 4 && pods.every((pod) => isNew(pod) && isReady(pod));
    });
    assert.ok(least >= 3, `${least} of 4 were ready`);
  }),
);

withControlPlane(test, 'stops a roll whose pods do not become ready', () =>
  onPlayedNodes(
    {
      play: ({ spec }) => ({
        image: spec?.containers[0]?.image === 'worker:2' ? 'missing' : 'present',
      }),
    },
    async (nodes) => {
      await deploy(nodes, 4);
      await whenReady(nodes, 4);
      await roll(nodes, 'worker:2');
      const stuck = await until('the new pods wait for their image', async () => {
        const pods = (await nodes.pods()).filter((pod) => !isDeleted(pod));
        const waiting = pods.filter((pod) => !isReady(pod));
        const hasReason = (pod: V1Pod) =>
          pod.status?.containerStatuses?.[0]?.state?.waiting?.reason === 'ImagePullBackOff';
        return waiting.length === 2 && waiting.every(hasReason) ? pods : undefined;
      });
      assert.is(stuck.filter(isReady).length, 3);
    },
  ),
);

withControlPlane(test, 'scales up and down', () =>
  onPlayedNodes({}, async (nodes) => {
    await deploy(nodes, 1);
    await whenReady(nodes, 1);
    await scale(nodes, 5);
    await whenReady(nodes, 5);
    await scale(nodes, 0);
    await until('no pod is left', async () => (await nodes.pods()).length === 0);
  }),
);

withControlPlane(test, 'takes the pod with the lowest deletion cost first', () =>
  onPlayedNodes({}, async (nodes) => {
    const { core, namespace } = nodes;
    await deploy(nodes, 3);
    const pods = await whenReady(nodes, 3);
    const [cheap, ...dear] = pods.map(({ metadata }) => metadata!.name!);
    const annotation = '/metadata/annotations';
    const costOf = (cost: string) => ({ 'controller.kubernetes.io/pod-deletion-cost': cost });
    for (const name of dear) {
      const body = [{ op: 'add', path: annotation, value: costOf('100') }];
      await core.patchNamespacedPod({ namespace, name, body });
    }
    await scale(nodes, 2);
    const left = await whenReady(nodes, 2);
    assert.not.ok(left.some(({ metadata }) => metadata?.name === cheap));
  }),
);

withControlPlane(test, 'replaces a pod that its Node evicts', () =>
  onPlayedNodes({}, async (nodes) => {
    await deploy(nodes, 2);
    const [first] = await whenReady(nodes, 2);
    const name = first!.metadata!.name!;
    const { namespace, kubelet, core } = nodes;
    kubelet.evict({ namespace, name }, 'The node was low on resource: memory.');
    await until('there is another one', async () => {
      const ready = (await nodes.pods()).filter(isReady);
      const isOther = ready.every(({ metadata }) => metadata?.name !== name);
      return ready.length === 2 && isOther;
    });
    const { status } = await core.readNamespacedPod({ namespace, name });
    assert.equal([status?.phase, status?.reason], ['Failed', 'Evicted']);
    const target = status?.conditions?.find(({ type }) => type === 'DisruptionTarget');
    assert.is(target?.reason, 'TerminationByKubelet');
  }),
);

function deploy(nodes: PlayedNodes, replicas: number): Promise<void> {
  const strategy = { rollingUpdate: { maxUnavailable: 1, maxSurge: 1 } };
  return createDeployment(nodes, { replicas, strategy });
}

async function roll(nodes: PlayedNodes, image: string): Promise<void> {
  const path = '/spec/template/spec/containers/0/image';
  const body = [{ op: 'replace', path, value: image }];
  await nodes.apps.patchNamespacedDeployment({ ...namespaceAndName(nodes), body });
}

async function scale(nodes: PlayedNodes, replicas: number): Promise<void> {
  const body = [{ op: 'replace', path: '/spec/replicas', value: replicas }];
  await nodes.apps.patchNamespacedDeploymentScale({ ...namespaceAndName(nodes), body });
}

test.run();
