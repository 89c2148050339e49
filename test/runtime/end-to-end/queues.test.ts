import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  declareQueue,
  deleteQueue,
  publish,
  purgeQueue,
  whileTaking,
} from '../../servers/rabbitmq/queues.ts';
import { withRabbitmq } from '../../servers/shared.ts';
import { pool, queueSignal } from './policies.ts';
import { untilRead } from './quiet.ts';
import { onRabbitmq } from './rabbitmq.ts';
import { withStage } from './stage.ts';

const test = suite('the controller end to end: queues');

const scales = (writes: readonly string[]) => writes.filter((one) => one.endsWith('/scale'));

withRabbitmq(
  test,
  'messages make workers and their end takes them away, and nothing else is written',
  async () => {
    const { broker, ...given } = await onRabbitmq();
    const policies = [pool('jobs', { ...queueSignal('jobs'), max: 4 })];
    await withStage({ ...given, policies }, async (stage) => {
      const place = { vhost: stage.namespace, queue: 'jobs' };
      await declareQueue(broker, place);
      const controller = await stage.start();
      await stage.untilCondition('jobs', 'SignalFresh', 'True Fresh');
      await stage.untilReplicas('jobs', 0); // without a number the API server fills in 1
      assert.equal(scales(await stage.writes()), ['patch deployments/jobs/scale']);

      await publish(broker, place, 3);
      await stage.untilReplicas('jobs', 3);
      await stage.untilStatus('jobs', { wanted: 3, current: 3, ready: 0, reason: 'Backlog' });
      await publish(broker, place, 3);
      await stage.untilReplicas('jobs', 4);
      await stage.untilStatus('jobs', { wanted: 4, current: 4, ready: 0, reason: 'AtMax' });

      const before = await stage.writes();
      await untilRead(controller, 3);
      assert.equal(await stage.writes(), before, 'nothing changes, so nothing is written');

      await purgeQueue(broker, place);
      await stage.untilReplicas('jobs', 0);
      await stage.untilStatus('jobs', { wanted: 0, current: 0, ready: 0 });
      const writes = await stage.writes();
      assert.equal(scales(writes), Array(4).fill('patch deployments/jobs/scale'));
      assert.equal(
        writes.filter(
          (one) => !/^patch (deployments\/jobs\/scale|workerpools\/jobs\/status)$/.test(one),
        ),
        [],
      );
      // there is no group, and no right to read any
      assert.equal(await stage.forbidden(), []);
      assert.is(await controller.metric('roster_pool_decisions_total', 'direction="up"'), 2);
      const { body } = await controller.get(`/v1/pools/${stage.namespace}/jobs/decisions`);
      assert.is(JSON.parse(body).pool, `${stage.namespace}/jobs`);
      await stage.untilEvent('jobs', 'Scaled');
    });
  },
);

withRabbitmq(
  test,
  'messages that are worked on keep their workers, and a queue that is gone lowers nothing',
  async () => {
    const { broker, ...given } = await onRabbitmq();
    const policies = [
      pool('all', queueSignal('jobs')),
      pool('waiting', queueSignal('jobs', { count: 'ready' })),
    ];
    await withStage({ ...given, policies }, async (stage) => {
      const place = { vhost: stage.namespace, queue: 'jobs' };
      await declareQueue(broker, place);
      await publish(broker, place, 4);
      const controller = await stage.start();
      await stage.untilReplicas('all', 4);
      await stage.untilReplicas('waiting', 4);
      await whileTaking(broker, place, 3, async () => {
        await stage.untilReplicas('waiting', 1);
        assert.is(await stage.replicas('all'), 4);
      });
      await deleteQueue(broker, place);
      await stage.untilCondition('all', 'SignalFresh', 'False Stale');
      await untilRead(controller, 4);
      assert.is(await stage.replicas('all'), 4);
      assert.is((await stage.status('all')).wanted, 4);
    });
  },
);

test.run();
