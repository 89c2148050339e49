import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withControlPlane } from '../../testbed/shared.ts';
import { pool } from './policies.ts';
import { withStage } from './stage.ts';

const test = suite('the controller end to end: what people ask for');

const always = { cron: '* * * * *', for: '5m' };

withControlPlane(
  test,
  'a pin holds until it expires, a pause until it is taken away, and one that nobody can read does nothing',
  async () => {
    const policies = [pool('jobs', { mode: 'manual', workers: 2 })];
    await withStage({ policies }, async (stage) => {
      const controller = await stage.start();
      await stage.untilReplicas('jobs', 2);
      const soon = new Date(Date.now() + 4_000).toISOString().replace(/\.\d+/, '');
      await stage.annotate('jobs', { 'roster.dev/pin': `5 until ${soon} because of a test` });
      await stage.untilReplicas('jobs', 5);
      await stage.untilCondition('jobs', 'Paused', 'True Pinned');
      await stage.untilReplicas('jobs', 2);
      await stage.untilCondition('jobs', 'Paused', 'False Expired');

      const later = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, '');
      await stage.annotate('jobs', {
        'roster.dev/pin': null,
        'roster.dev/pause': `until ${later} because of an incident`,
      });
      await stage.untilCondition('jobs', 'Paused', 'True Paused');
      await stage.sync([pool('jobs', { mode: 'manual', workers: 4 })]);
      await stage.untilStatus('jobs', { observedGeneration: 2 });
      assert.is(await stage.replicas('jobs'), 2);
      await stage.annotate('jobs', { 'roster.dev/pause': null });
      await stage.untilReplicas('jobs', 4);

      await stage.annotate('jobs', { 'roster.dev/pin': 'lots of them' });
      await stage.untilCondition('jobs', 'Paused', 'False InvalidAnnotation');
      assert.is(await stage.replicas('jobs'), 4);
      for (const reason of ['Pinned', 'Expired', 'Paused', 'InvalidAnnotation']) {
        await stage.untilEvent('jobs', reason);
      }
      const decisions = JSON.parse(
        (await controller.get(`/v1/pools/${stage.namespace}/jobs/decisions`)).body,
      );
      assert.ok(decisions.entries.length > 2);
    });
  },
);

withControlPlane(test, 'a window caps a pool, and raises another', async () => {
  const policies = [
    pool('capped', { mode: 'manual', workers: 5, schedule: [{ ...always, atMost: 1 }] }),
    pool('raised', { mode: 'manual', workers: 1, schedule: [{ ...always, atLeast: 3 }] }),
  ];
  await withStage({ policies }, async (stage) => {
    await stage.start();
    await stage.untilReplicas('raised', 3);
    await stage.untilStatus('capped', { wanted: 1 });
    await stage.untilCondition('capped', 'Bounded', 'True Schedule');
    assert.is(await stage.replicas('capped'), 1);
    await stage.sync([pool('capped', { mode: 'manual', workers: 5 })]);
    await stage.untilReplicas('capped', 5);
  });
});

test.run();
