import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { putDeployment, putPool, spec } from './objects.ts';
import { queueKey, type Rig, withRig } from './rig.ts';

const jobs = queueKey('jobs');
const prepare = (server: Rig['server']) => {
  putPool(server, 'a', spec());
  putDeployment(server, 'a', 2);
};

test('numbers change while no status is answered', async () => {
  await withRig({ prepare, concurrency: 1 }, async (rig) => {
    rig.server.hang({ path: /\/status$/ });
    for (const messages of [5, 7, 9]) {
      rig.broker.set(jobs, messages);
      await rig.settle();
      assert.is(rig.replicas('a'), messages);
    }
  });
});

test('of statuses that waited only the newest is written', async () => {
  await withRig({ prepare }, async (rig) => {
    const fail = rig.server.fail({ path: /workerpools\/a\/status$/ }, { status: 503 });
    for (const messages of [5, 7, 9]) {
      rig.broker.set(jobs, messages);
      await rig.settle();
    }
    fail();
    rig.writes();
    await rig.clock.advance(60_000);
    await rig.settle();
    assert.is(rig.status('a').wanted, 9);
    assert.equal(rig.writes(), ['PATCH workerpools/a/status']);
  });
});

test('a change whose status had to wait is the last decision all the same', async () => {
  await withRig({ prepare }, async (rig) => {
    const mend = rig.server.fail({ path: /workerpools\/a\/status$/ }, { status: 503 });
    rig.broker.set(jobs, 5);
    await rig.settle();
    putDeployment(rig.server, 'a', 5);
    await rig.clock.advance(60_000);
    await rig.settle();
    mend();
    await rig.clock.advance(60_000);
    await rig.settle();
    const { wanted, lastDecision } = rig.status('a');
    assert.equal([wanted, lastDecision?.replicas], [5, 5]);
  });
});

test('what was to be said in a term that is over is not said in the next', async () => {
  await withRig({ prepare }, async (rig) => {
    const fail = rig.server.fail({ path: /workerpools\/a\/status$/ }, { status: 503 });
    rig.broker.set(jobs, 5);
    await rig.settle();
    rig.lease.take();
    await rig.settle();
    fail();
    rig.writes();
    await rig.clock.advance(60_000);
    assert.equal(rig.writes(), []);
  });
});

test.run();
