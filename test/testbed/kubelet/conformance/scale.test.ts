import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testbed, withControlPlane } from '../../shared.ts';
import { createDeployment, whenReady } from './deployment.ts';
import { onPlayedNodes } from './on-played-nodes.ts';

const test = suite('many Nodes in one stand-in kubelet');

withControlPlane(test, 'take 200 pods on 50 Nodes', async () => {
  const bed = await testbed(); // its start is not counted
  const before = performance.now();
  const seconds = () => ((performance.now() - before) / 1_000).toFixed(1);
  await onPlayedNodes({ bed, nodes: 50 }, async (nodes) => {
    const registered = seconds();
    await createDeployment(nodes, { replicas: 200 });
    const ready = await whenReady(nodes, 200);
    console.log(`50 Nodes registered after ${registered} s, 200 pods ready after ${seconds()} s`);
    const used = new Set(ready.map(({ spec }) => spec?.nodeName));
    assert.ok([...used].every((node) => nodes.kubelet.nodes().includes(node!)));
    assert.is(new Set(ready.map(({ status }) => status?.podIP)).size, 200, 'each has its address');
  });
});

test.run();
