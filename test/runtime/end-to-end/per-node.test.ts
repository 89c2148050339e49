import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { playPods } from '../../testbed/kubelet/played/play-pods.ts';
import { withControlPlane } from '../../testbed/shared.ts';
import { playNodes } from '../../testbed/start-nodes.ts';
import { here, nodeLabel, pool } from './policies.ts';
import { withStage } from './stage.ts';

const test = suite('the controller end to end: nodes');

withControlPlane(test, 'every node that can take a worker has one', async () => {
  const policies = [
    pool('agents', { mode: 'perNode', nodes: { [nodeLabel]: here }, victims: 'any' }),
  ];
  await withStage({ policies }, async (stage) => {
    const labels = { [nodeLabel]: stage.namespace };
    const name = (index: number) => `${stage.namespace}-${index}`;
    const nodes = [1, 2].map((index) => ({ name: name(index), labels }));
    const kubelet = stage.keep(await playNodes(stage.bed, nodes, playPods()));
    await stage.start();
    await stage.untilReplicas('agents', 2);
    await stage.untilStatus('agents', { wanted: 2, current: 2, ready: 2 });
    await kubelet.addNode({ name: name(3), labels });
    await stage.untilReplicas('agents', 3);
    const cordon = { spec: { unschedulable: true } };
    await stage.api.call({
      method: 'PATCH',
      path: `/api/v1/nodes/${name(3)}`,
      type: 'application/merge-patch+json',
      body: cordon,
    });
    await stage.untilReplicas('agents', 2);
    await kubelet.removeNode(name(1));
    await stage.untilReplicas('agents', 1);
    assert.equal(await stage.forbidden(), []);
  });
});

test.run();
