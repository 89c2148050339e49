import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../../../src/model/units.ts';
import type { Management } from '../../../../src/runtime/signals/rabbitmq/management.ts';
import {
  createVhostReader,
  type RabbitmqSignal,
} from '../../../../src/runtime/signals/rabbitmq/read-management.ts';
import { keyOf } from '../../../../src/runtime/signals/wanted-signal.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

const abort = new AbortController().signal;
const start = 1_000_000;

const signalOf = (queue: string): RabbitmqSignal => ({
  source: 'rabbitmq',
  connection: 'main',
  queue,
  vhost: '/',
  count: 'ready+unacked',
});

function queue(name: string, type: string, ready?: number, unacked = 0) {
  const counts =
    ready === undefined ? {} : { messages_ready: ready, messages_unacknowledged: unacked };
  return { name, type, ...counts };
}

/** What the reader asks and reports where the API lists `list` and knows `single` queues by themselves. */
async function read(
  queues: readonly string[],
  list: readonly object[],
  single: Readonly<Record<string, object>>,
  times = 1,
) {
  const asked: string[] = [];
  const management: Management = {
    get: async (path) => {
      asked.push(path.replace(/\?.*$/, ''));
      const name = /^\/queues\/%2F\/(.*?)\?/.exec(path)?.[1];
      if (name === undefined) return { found: true, json: list };
      const json = single[decodeURIComponent(name)];
      return json === undefined ? { found: false } : { found: true, json };
    },
  };
  const readVhost = createVhostReader(management, createVirtualClock(start));
  const reported: Record<string, string> = {};
  for (let time = 0; time < times; time += 1) {
    await readVhost(
      '/',
      queues.map(signalOf).map((signal) => ({ key: keyOf(signal), signal, interval: millis(1) })),
      (key, reading) => {
        const name = queues.find((one) => keyOf(signalOf(one)) === key)!;
        reported[name] = reading.ok
          ? `${reading.sample.load.units} of ${start - reading.sample.sampledAt} ms ago`
          : reading.because;
      },
      abort,
    );
  }
  return { asked, reported };
}

const cases = [
  {
    name: 'a classic queue counts now',
    list: [queue('q', 'classic', 2, 1)],
    says: '3 of 0 ms ago',
  },
  {
    name: 'an empty classic queue is empty',
    list: [queue('q', 'classic', 0)],
    says: '0 of 0 ms ago',
  },
  {
    name: 'another queue counted a while ago',
    list: [queue('q', 'quorum', 0, 2)],
    says: '2 of 5000 ms ago',
  },
  {
    name: 'the zero of another queue is looked up, and may be one',
    list: [queue('q', 'quorum', 0)],
    single: { q: queue('q', 'quorum', 0) },
    says: '0 of 10000 ms ago',
  },
  {
    name: 'the zero of another queue is looked up, and may be more',
    list: [queue('q', 'quorum', 0)],
    single: { q: queue('q', 'quorum', 4) },
    says: '4 of 10000 ms ago',
  },
  {
    name: 'the zero of another queue is looked up, and may be nothing yet',
    list: [queue('q', 'quorum', 0)],
    single: { q: queue('q', 'quorum') },
    says: 'RabbitMQ has not counted queue q yet',
  },
  {
    name: 'a queue that the list leaves out may be slow to answer',
    list: [],
    single: { q: queue('q', 'classic', 7) },
    says: '7 of 10000 ms ago',
  },
  { name: 'a queue that is nowhere', list: [], says: 'there is no queue q in virtual host /' },
  {
    name: 'a queue whose node is down has no counts',
    list: [queue('q', 'classic')],
    single: { q: queue('q', 'classic') },
    says: 'RabbitMQ has not counted queue q yet',
  },
  {
    name: 'half a count is none',
    list: [{ name: 'q', type: 'classic', messages_ready: 3 }],
    single: { q: { messages_ready: 3, messages_unacknowledged: -1 } },
    says: 'RabbitMQ has not counted queue q yet',
  },
];
for (const { name, list, single, says } of cases) {
  test(name, async () => {
    const { reported } = await read(['q'], list, (single ?? {}) as Record<string, object>);
    assert.equal(reported, { q: says });
  });
}

test('many queues are one request, and only doubtful ones another', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `q ${index}`);
  const list = names.map((name) => queue(name, 'classic', 1));
  const { asked, reported } = await read(names, list, {});
  assert.equal(asked, ['/queues/%2F']);
  assert.is(Object.keys(reported).length, 100);
});

test('a few queues among thousands are asked for by name, once it is known that there are so many', async () => {
  const list = Array.from({ length: 5_000 }, (_, index) => queue(`q${index}`, 'classic', 1));
  const { asked } = await read(['q1', 'q2'], list, { q1: list[1]!, q2: list[2]! }, 3);
  assert.equal(asked, [
    '/queues/%2F',
    '/queues/%2F/q1',
    '/queues/%2F/q2',
    '/queues/%2F/q1',
    '/queues/%2F/q2',
  ]);
});

test('the queues of a large virtual host are counted again now and then', async () => {
  const list = Array.from({ length: 5_000 }, (_, index) => queue(`q${index}`, 'classic', 1));
  const { asked } = await read(['q1'], list, { q1: list[1]! }, 100);
  const lists = asked.filter((path) => path === '/queues/%2F').length;
  assert.ok(lists === 2 || lists === 3, `${lists} lists`);
});

test.run();
