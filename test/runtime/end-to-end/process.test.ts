import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withControlPlane } from '../../testbed/shared.ts';
import { pool } from './policies.ts';
import { withStage } from './stage.ts';

const test = suite('the controller end to end: as a process');

withControlPlane(
  test,
  'another replica of the process takes over from one that ends, and lowers nothing by that',
  async () => {
    const manual = (workers: number) => [pool('jobs', { mode: 'manual', workers })];
    await withStage({ policies: manual(3) }, async (stage) => {
      const first = await stage.spawn({ identity: 'first' });
      await stage.untilReplicas('jobs', 3);
      const second = await stage.spawn({ identity: 'second' });
      assert.is(await first.metric('roster_leader'), 1);
      assert.is(await second.metric('roster_leader'), 0);
      const before = await stage.writes();
      await first.stop();
      assert.is(await first.ended, 0);
      await stage.sync(manual(5));
      await stage.untilReplicas('jobs', 5);
      assert.is(await second.metric('roster_leader'), 1);
      const scales = (await stage.writes()).slice(before.length);
      assert.equal(
        scales.filter((one) => one.endsWith('/scale')),
        ['patch deployments/jobs/scale'],
      );
    });
  },
);

test.run();
