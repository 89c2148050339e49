import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { prometheus, redis, withPrometheus, withRedis } from '../../servers/shared.ts';
import { here, pool } from './policies.ts';
import { untilRead } from './quiet.ts';
import { withStage } from './stage.ts';

const test = suite('the controller end to end: other signals');

withPrometheus(test, 'a query makes workers, and a series that ends lowers nothing', async () => {
  const { url, exporter } = await prometheus();
  const query = `sum(work_waiting{name="${here}"})`;
  const policies = [pool('jobs', { signal: { prometheus: { query } }, unitsPerWorker: 5 })];
  const connections = { prometheus: { main: { url } } };
  await withStage({ policies, connections }, async (stage) => {
    exporter.set(stage.namespace, 12);
    const controller = await stage.start();
    await stage.untilReplicas('jobs', 3);
    exporter.set(stage.namespace, 4);
    await stage.untilReplicas('jobs', 1);
    exporter.set(stage.namespace, 20);
    await stage.untilReplicas('jobs', 4);
    exporter.remove(stage.namespace);
    await stage.untilCondition('jobs', 'SignalFresh', 'False Stale');
    await untilRead(controller, 3);
    assert.is(await stage.replicas('jobs'), 4);
    exporter.set(stage.namespace, 0);
    await stage.untilReplicas('jobs', 0);
    exporter.remove(stage.namespace);
  });
});

withRedis(
  test,
  'the length of a list makes workers, and a list that was emptied takes them',
  async () => {
    const { port, send } = await redis();
    const policies = [pool('jobs', { signal: { redis: { list: here } } })];
    const connections = { redis: { main: { address: `127.0.0.1:${port}` } } };
    await withStage({ policies, connections }, async (stage) => {
      await send('rpush', stage.namespace, 'a', 'b', 'c');
      await stage.start();
      await stage.untilReplicas('jobs', 3);
      await send('del', stage.namespace);
      await stage.untilReplicas('jobs', 0);
    });
  },
);

test.run();
