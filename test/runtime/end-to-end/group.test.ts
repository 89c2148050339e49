import { isDeepStrictEqual } from 'node:util';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { declareQueue, publish, purgeQueue } from '../../servers/rabbitmq/queues.ts';
import { withRabbitmq } from '../../servers/shared.ts';
import { playPods } from '../../testbed/kubelet/played/play-pods.ts';
import { playNodes } from '../../testbed/start-nodes.ts';
import { until } from '../../testbed/until.ts';
import { group, nodeLabel, pool, queueSignal } from './policies.ts';
import { onRabbitmq } from './rabbitmq.ts';
import { withStage } from './stage.ts';

const test = suite('the controller end to end: groups');

withRabbitmq(
  test,
  'two pools share a quota, what one leaves the other takes, and no pod is ever refused',
  async () => {
    const { broker, ...given } = await onRabbitmq();
    const victims = 'any';
    const policies = [
      group('all', { cpu: '100m', memory: '1Gi' }), // ten workers of 10m
      pool('a', { ...queueSignal('a'), max: 20, victims }, { group: 'all' }),
      pool('b', { ...queueSignal('b'), max: 20, victims }, { group: 'all' }),
    ];
    await withStage({ ...given, policies }, async (stage) => {
      const { namespace: vhost, bed } = stage;
      for (const queue of ['a', 'b']) await declareQueue(broker, { vhost, queue });
      const node = { name: `node-${vhost}`, labels: { [nodeLabel]: vhost } };
      // those that go take their share with them until they are gone
      const played = playPods(() => ({ terminationMs: 700 }));
      stage.keep(await playNodes(bed, [node], played));
      await stage.start();
      const untilAllotted = async (a: number, b: number) => {
        await stage.untilReplicas('a', a);
        await stage.untilReplicas('b', b);
        await stage.untilStatus('a', { current: a, ready: a });
        await stage.untilStatus('b', { current: b, ready: b });
      };
      await untilAllotted(0, 0);
      await publish(broker, { vhost, queue: 'a' }, 30);
      await untilAllotted(10, 0);
      await publish(broker, { vhost, queue: 'b' }, 30);
      await untilAllotted(5, 5);
      await stage.untilCondition('a', 'Bounded', 'True GroupQuota');
      const all = {
        quota: { cpu: '0.1', memory: '1Gi' },
        used: { cpu: '0.1', memory: '160Mi' },
        shares: { a: 5, b: 5 },
      };
      await until('the group says what its pools have', async () => {
        const status = (await stage.read('capacitygroups', 'all'))?.status;
        return isDeepStrictEqual(status, { ...(status as object), ...all });
      });
      await purgeQueue(broker, { vhost, queue: 'a' });
      await untilAllotted(0, 10);

      const refused = (await stage.list('events')).filter(
        // another cause, such as a ServiceAccount that the admission has not heard of yet, is none of the quota's
        ({ reason, note }) => reason === 'FailedCreate' && /quota/.test(String(note)),
      );
      assert.equal(
        refused.map(({ note }) => note),
        [],
      );
      assert.equal(await stage.forbidden(), []);
    });
  },
);

test.run();
