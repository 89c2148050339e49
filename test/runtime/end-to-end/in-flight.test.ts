import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withControlPlane } from '../../testbed/shared.ts';
import { until } from '../../testbed/until.ts';
import { pool } from './policies.ts';
import { withStage } from './stage.ts';

const test = suite('the controller end to end: policies that change');

withControlPlane(
  test,
  'a policy that is edited counts at once, one that is taken away or unreadable leaves the others alone',
  async () => {
    const manual = (name: string, workers: number) => pool(name, { mode: 'manual', workers });
    await withStage({ policies: ['a', 'b', 'c'].map((name) => manual(name, 1)) }, async (stage) => {
      const controller = await stage.start();
      for (const name of ['a', 'b', 'c']) await stage.untilStatus(name, { wanted: 1, current: 1 });
      await stage.sync([manual('a', 4), manual('b', 1), manual('c', 1)]);
      await stage.untilReplicas('a', 4);

      // by hand, as nobody should: the compiler writes no such engine
      const path = `/apis/roster.dev/v1alpha1/namespaces/${stage.namespace}/workerpools/b`;
      const body = { spec: { engine: 'auto' } };
      await stage.api.call({ method: 'PATCH', path, type: 'application/merge-patch+json', body });
      await stage.untilCondition('b', 'Ready', 'False Invalid');
      assert.is(await stage.replicas('b'), 1);
      assert.is(await controller.metric('roster_pool_wanted_replicas', 'pool="a"'), 4);

      await stage.sync([manual('a', 5), manual('b', 2)]);
      await stage.untilReplicas('a', 5);
      await stage.untilReplicas('b', 2);
      await until('nothing tells of the third any more', async () => {
        const { body: text } = await controller.get('/metrics');
        return !text.includes('pool="c"');
      });
      assert.equal(
        (await stage.writes()).filter((one) => one.includes('/c/scale')),
        [],
      );
      const { status } = await controller.get(`/v1/pools/${stage.namespace}/c/decisions`);
      assert.is(status, 404);
    });
  },
);

test.run();
