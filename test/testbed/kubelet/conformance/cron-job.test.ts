import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withControlPlane } from '../../shared.ts';
import { until } from '../../until.ts';
import { onPlayedNodes } from './on-played-nodes.ts';

const test = suite('the CronJob controller on the stand-in kubelet');

withControlPlane(test, 'fires, and its Job runs to its end', () =>
  onPlayedNodes({ play: () => ({ exits: { afterMs: 0, exitCode: 0 } }) }, async (nodes) => {
    const { batch, namespace, podSpec } = nodes;
    const template = { spec: podSpec({ restartPolicy: 'Never' }) };
    const metadata = { name: 'tick' };
    await batch.createNamespacedCronJob({
      namespace,
      // Suspended until it has missed a few minutes, which is how the test need not wait for one.
      body: {
        metadata,
        spec: { schedule: '* * * * *', suspend: true, jobTemplate: { spec: { template } } },
      },
    });
    const missed = new Date(Date.now() - 180_000);
    const patch = (path: string, value: unknown) => [{ op: 'add', path, value }];
    await batch.patchNamespacedCronJobStatus({
      ...{ namespace, name: 'tick' },
      body: patch('/status/lastScheduleTime', missed.toISOString()),
    });
    await batch.patchNamespacedCronJob({
      ...{ namespace, name: 'tick' },
      body: patch('/spec/suspend', false),
    });
    const job = await until('its Job is complete', async () => {
      const { items } = await batch.listNamespacedJob({ namespace });
      return items.find(({ status }) => status?.succeeded === 1);
    });
    assert.is(job.metadata?.ownerReferences?.[0]?.name, 'tick');
  }),
);

test.run();
