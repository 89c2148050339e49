import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withControlPlane } from '../../shared.ts';
import { until } from '../../until.ts';
import { onPlayedNodes } from './on-played-nodes.ts';
import { isReady } from './pods.ts';

const test = suite('many Nodes in one stand-in kubelet');

withControlPlane(test, 'take 200 pods on 50 Nodes', async () => {
  const before = performance.now();
  const seconds = () => ((performance.now() - before) / 1_000).toFixed(1);
  await onPlayedNodes({ nodes: 50 }, async ({ apps, kubelet, namespace, pods, podSpec }) => {
    const registered = seconds();
    const labels = { app: 'worker' };
    await apps.createNamespacedDeployment({
      namespace,
      body: {
        metadata: { name: 'worker' },
        spec: {
          replicas: 200,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: podSpec() },
        },
      },
    });
    const ready = await until('all are ready', async () => {
      const all = await pods();
      return all.length === 200 && all.every(isReady) ? all : undefined;
    });
    console.log(`50 Nodes registered after ${registered} s, 200 pods ready after ${seconds()} s`);
    const used = new Set(ready.map(({ spec }) => spec?.nodeName));
    assert.ok([...used].every((node) => kubelet.nodes().includes(node!)));
    assert.is(new Set(ready.map(({ status }) => status?.podIP)).size, 200, 'each has its address');
  });
});

test.run();
