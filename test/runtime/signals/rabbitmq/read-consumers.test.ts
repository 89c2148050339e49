import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readConsumers } from '../../../../src/runtime/signals/rabbitmq/read-consumers.ts';
import type { Broker } from '../../../servers/rabbitmq/broker.ts';
import {
  declareQueue,
  makeVhost,
  type Place,
  publish,
  whileTaking,
} from '../../../servers/rabbitmq/queues.ts';
import { realParts } from '../../../servers/real-parts.ts';
import { rabbitmq, withRabbitmq } from '../../../servers/shared.ts';
import { until } from '../../../testbed/until.ts';
import { urlOf } from './subjects.ts';

const test = suite('the consumers of a queue');
const abort = new AbortController().signal;

withRabbitmq(
  test,
  'a consumer that was idle and has messages now is never said to have none',
  async () => {
    const broker = await rabbitmq();
    const place = { vhost: 'consumers/1', queue: 'work' };
    await makeVhost(broker, place.vhost);
    await declareQueue(broker, place);
    const read = reader(broker, place);
    assert.equal(await read(), []);

    await whileTaking(broker, place, 0, async () => {
      const idle = await until('the statistics show the consumer', async () => {
        const consumers = await read();
        return consumers.length > 0 ? consumers : undefined;
      });
      assert.equal(idle, [{ peerHost: '127.0.0.1', unacked: 0 }]);

      await publish(broker, place, 2);
      await until('it has both messages', async () => (await unackedOf(broker, place)) === 2);
      const busy = await until('the statistics show what it has', async () => {
        const consumers = await read();
        assert.not.ok(consumers.some(({ unacked }) => unacked === 0));
        return consumers.length > 0 ? consumers : undefined;
      });
      assert.equal(busy, [{ peerHost: '127.0.0.1', unacked: 2 }]);
    });
  },
);

withRabbitmq(
  test,
  'a queue that is not there is an error and not one without consumers',
  async () => {
    const broker = await rabbitmq();
    const read = reader(broker, { vhost: '/', queue: 'absent' });
    assert.instance(await read().catch((reason: Error) => reason), Error);
  },
);

function reader(broker: Broker, { vhost, queue }: Place) {
  const { readFile } = realParts({ url: urlOf('management', broker.ports.management) });
  const settings = { managementFile: 'url' };
  return () => readConsumers({ readFile, settings }, vhost, queue, abort);
}

/** What the queue itself says at this moment. */
async function unackedOf({ manage }: Broker, { vhost, queue }: Place): Promise<number | undefined> {
  const query = 'disable_stats=true&enable_queue_totals=true';
  const queues = await manage('GET', `/api/queues/${encodeURIComponent(vhost)}?${query}`);
  const rows = queues as readonly { name: string; messages_unacknowledged: number }[];
  return rows.find(({ name }) => name === queue)?.messages_unacknowledged;
}

test.run();
