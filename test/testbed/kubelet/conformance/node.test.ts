import { CoordinationV1Api, type CoreV1Api, type V1Node } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { binaries, complain, withControlPlane } from '../../shared.ts';
import { startTestbed } from '../../start.ts';
import { until } from '../../until.ts';
import { createDeployment } from './deployment.ts';
import { onPlayedNodes, type PlayedNodes } from './on-played-nodes.ts';
import { conditionOf, createPod, isReady, whenPod, workerOf } from './pods.ts';

const test = suite('a Node of the stand-in kubelet');

withControlPlane(test, 'is ready, untainted, and holds its Lease', () =>
  onPlayedNodes(
    { node: { capacity: { cpu: '4', 'nvidia.com/gpu': '2' } } },
    async ({ bed, core, kubelet }) => {
      const [name] = kubelet.nodes();
      const node = await whenNode(core, name!, ({ spec }) => (spec?.taints ?? []).length === 0);
      assert.is(conditionOf(node.status?.conditions, 'Ready'), 'True');
      assert.is(node.status?.allocatable?.cpu, '4');
      assert.is(node.status?.allocatable?.['nvidia.com/gpu'], '2');
      assert.is(node.metadata?.labels?.['kubernetes.io/hostname'], name);
      const leases = bed.admin.makeApiClient(CoordinationV1Api);
      const lease = await leases.readNamespacedLease({
        namespace: 'kube-node-lease',
        name: name!,
      });
      assert.is(lease.spec?.holderIdentity, name);
      assert.is(lease.spec?.leaseDurationSeconds, 40);
    },
  ),
);

withControlPlane(test, 'takes only as many pods as it has devices for', () =>
  onPlayedNodes({ node: { capacity: { 'nvidia.com/gpu': '1' } } }, async (nodes) => {
    const resources = { limits: { 'nvidia.com/gpu': '1' } };
    const containers = [{ name: 'worker', image: 'worker:1', resources }];
    await createPod(nodes, 'first', { containers });
    await whenPod(nodes, 'first', isReady);
    await createPod(nodes, 'second', { containers });
    const { status } = await whenPod(
      nodes,
      'second',
      (pod) => conditionOf(pod.status?.conditions, 'PodScheduled') === 'False',
    );
    assert.match(status?.conditions?.[0]?.message ?? '', /Insufficient nvidia.com\/gpu/);
    await nodes.core.deleteNamespacedPod({ namespace: nodes.namespace, name: 'first' });
    await whenPod(nodes, 'second', isReady);
  }),
);

withControlPlane(test, 'may come and go while the others run', () =>
  onPlayedNodes({}, async ({ core, kubelet }) => {
    const name = `${kubelet.nodes()[0]}-late`;
    await kubelet.addNode({ name });
    await whenNode(core, name, ({ status }) => conditionOf(status?.conditions, 'Ready') === 'True');
    await kubelet.removeNode(name);
    const { items } = await core.listNode();
    assert.not.ok(items.some(({ metadata }) => metadata?.name === name));
    assert.is(kubelet.nodes().length, 1);
  }),
);

withControlPlane(test, 'that is switched off and on restarts what is to be restarted', () =>
  onPlayedNodes({}, async (nodes) => {
    const [name] = nodes.kubelet.nodes();
    await createPod(nodes, 'worker');
    await createPod(nodes, 'once', { restartPolicy: 'Never' });
    await whenPod(nodes, 'worker', isReady);
    await whenPod(nodes, 'once', isReady);
    await nodes.kubelet.loseNode(name!);
    await nodes.kubelet.recoverNode(name!);
    const worker = await whenPod(
      nodes,
      'worker',
      (pod) => isReady(pod) && workerOf(pod)?.restartCount === 1,
    );
    assert.is(workerOf(worker)?.lastState?.terminated?.exitCode, 255);
    const once = await whenPod(nodes, 'once', ({ status }) => status?.phase === 'Failed');
    assert.is(workerOf(once)?.state?.terminated?.exitCode, 255);
  }),
);

withControlPlane(
  test,
  'that is lost loses its pods to another Node, and may come back',
  async () => {
    const bed = await startTestbed({
      binaries: binaries(),
      onFailure: complain,
      flags: {
        'kube-controller-manager': [
          '--node-monitor-grace-period=3s',
          '--node-monitor-period=200ms',
        ],
      },
    });
    try {
      // Leases are renewed every 10 s, which is too seldom for a grace period of 3 s.
      await onPlayedNodes({ nodes: 2, bed, leasePeriodMs: 500 }, loseAndRecover);
    } finally {
      await bed.stop();
    }
  },
);

async function loseAndRecover(nodes: PlayedNodes): Promise<void> {
  const { core, kubelet } = nodes;
  const soon = { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 };
  const tolerations = ['not-ready', 'unreachable'].map((reason) => ({
    ...soon,
    key: `node.kubernetes.io/${reason}`,
  }));
  await createDeployment(nodes, { replicas: 1 }, { tolerations });
  const onNode = async (isWanted: (node: string) => boolean) =>
    (await nodes.pods()).find((pod) => isReady(pod) && isWanted(pod.spec!.nodeName!));
  const first = await until('a pod is ready', () => onNode(() => true));
  const lost = first.spec!.nodeName!;
  await kubelet.loseNode(lost);
  await whenNode(
    core,
    lost,
    ({ status }) => conditionOf(status?.conditions, 'Ready') === 'Unknown',
  );
  await until('another pod is ready on the other Node', () => onNode((node) => node !== lost));
  const stuck = (await nodes.pods()).find(({ spec }) => spec?.nodeName === lost);
  assert.ok(stuck?.metadata?.deletionTimestamp, 'the first one waits for its kubelet');

  await kubelet.recoverNode(lost);
  await whenNode(core, lost, ({ status, spec }) => {
    const isWell = conditionOf(status?.conditions, 'Ready') === 'True';
    return isWell && (spec?.taints ?? []).length === 0;
  });
  await until('only the other pod is left', async () => (await nodes.pods()).length === 1);
}

function whenNode(
  core: CoreV1Api,
  name: string,
  holds: (node: V1Node) => boolean,
): Promise<V1Node> {
  return until(`Node ${name} is as it should be`, async () => {
    const node = await core.readNode({ name });
    return holds(node) ? node : undefined;
  });
}

test.run();
