import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RedisSignal } from '../../../../src/runtime/signals/redis/length-command.ts';
import { createRedisSource } from '../../../../src/runtime/signals/redis/redis-source.ts';
import { keyOf } from '../../../../src/runtime/signals/wanted-signal.ts';
import { whileReading, whileRunning } from '../../../conformance/while-running.ts';
import { impatient, realParts } from '../../../servers/real-parts.ts';
import { redis, withRedis } from '../../../servers/shared.ts';
import { makeRedisSubject } from './subject.ts';

const test = suite('Redis');

const list = (key: string) =>
  ({ source: 'redis', connection: 'main', of: 'list', key }) satisfies RedisSignal;
const stream = (key: string, consumerGroup?: string): RedisSignal => ({
  source: 'redis',
  connection: 'main',
  of: 'stream',
  key,
  ...(consumerGroup === undefined ? {} : { consumerGroup }),
});

withRedis(test, 'a list or stream that is not there is an empty one', async () => {
  const subject = await makeRedisSubject(await redis(), 'plain');
  await whileReading(subject, async ({ want, recorder }) => {
    want([list('nobody'), stream('nobody')]);
    await recorder.sample(keyOf(list('nobody')), 0);
    await recorder.sample(keyOf(stream('nobody')), 0);
  });
});

withRedis(
  test,
  'a group has what is pending and what it has not seen; the stream has all of it',
  async () => {
    const server = await redis();
    const subject = await makeRedisSubject(server, 'plain');
    const [all, group] = [stream('work'), stream('work', 'workers')];
    await whileReading(subject, async ({ want, recorder }) => {
      want([all, group]);
      assert.match(await recorder.gap(keyOf(group)), /no such key/);
      const first = await server.send('xadd', 'work', '*', 'n', 1);
      recorder.clear();
      assert.match(await recorder.gap(keyOf(group)), /no (such key|consumer group workers)/);
      await server.send('xgroup', 'create', 'work', 'workers', '0');
      await recorder.sample(keyOf(group), 1);
      await server.send('xadd', 'work', '*', 'n', 2);
      await server.send('xadd', 'work', '*', 'n', 3);
      await server.send('xreadgroup', 'group', 'workers', 'me', 'count', 2, 'streams', 'work', '>');
      await recorder.sample(keyOf(group), 3); // 2 pending, 1 to come
      await server.send('xack', 'work', 'workers', String(first));
      await recorder.sample(keyOf(group), 2);
      await recorder.sample(keyOf(all), 3);
    });
  },
);

withRedis(test, 'a group whose lag Redis cannot tell is a gap', async () => {
  const server = await redis();
  const subject = await makeRedisSubject(server, 'plain');
  const group = stream('work', 'workers');
  const ids: unknown[] = [];
  for (const n of [1, 2, 3, 4]) ids.push(await server.send('xadd', 'work', '*', 'n', n));
  await server.send('xgroup', 'create', 'work', 'workers', String(ids[1]));
  await server.send('xdel', 'work', String(ids[2]));
  await whileReading(subject, async ({ want, recorder }) => {
    want([group]);
    assert.match(await recorder.gap(keyOf(group)), /cannot tell how far the group lags/);
  });
});

withRedis(
  test,
  'a key of another type is a gap, and the others of its round trip are read',
  async () => {
    const server = await redis();
    const subject = await makeRedisSubject(server, 'plain');
    const good = await subject.put('good', 2);
    await server.send('set', 'text', 'x');
    await whileReading(subject, async ({ want, recorder }) => {
      want([list('text'), stream('text', 'workers'), good]);
      assert.match(await recorder.gap(keyOf(list('text'))), /WRONGTYPE/);
      assert.match(await recorder.gap(keyOf(stream('text', 'workers'))), /WRONGTYPE/);
      await recorder.sample(keyOf(good), 2);
    });
  },
);

withRedis(
  test,
  'a connection that is dead on its other side is given up for a new one',
  async () => {
    const subject = await makeRedisSubject(await redis(), 'plain');
    const signal = await subject.put('work', 2);
    await whileReading(subject, async ({ want, recorder }) => {
      want([signal]);
      await recorder.sample(keyOf(signal), 2);
      recorder.clear();
      subject.proxy.freeze();
      await recorder.hadGap(keyOf(signal));
      await recorder.sample(keyOf(signal), 2);
    });
  },
);

withRedis(test, 'a Redis that is killed makes gaps until it is back', async () => {
  const server = await redis();
  const subject = await makeRedisSubject(server, 'plain');
  const signal = await subject.put('work', 2);
  await whileReading(subject, async ({ want, recorder }) => {
    want([signal]);
    await recorder.sample(keyOf(signal), 2);
    await server.stop();
    try {
      await recorder.gap(keyOf(signal));
    } finally {
      await server.start();
    }
    await recorder.sample(keyOf(signal), 0); // it kept nothing: this zero is true
  });
});

withRedis(
  test,
  'a user with a password from files, over TLS, is let in once the password is right',
  async () => {
    const server = await redis();
    await server.send('flushall');
    await server.send('rpush', 'work', 'a', 'b');
    await server.send('acl', 'setuser', 'reader', 'on', '>s3cret', '~*', '+llen');
    const parts = realParts({ user: 'reader\n', password: 'wrong-s3cret\n', ca: server.authority });
    const source = createRedisSource({
      ...parts,
      ...impatient,
      name: 'redis.main',
      settings: {
        address: `127.0.0.1:${server.tlsPort}`,
        database: 0,
        tls: true,
        usernameFile: 'user',
        passwordFile: 'password',
        caFile: 'ca',
      },
    });
    const signal = list('work');
    await whileRunning(source, async ({ want, recorder }) => {
      want([signal]);
      const because = await recorder.gap(keyOf(signal));
      assert.match(because, /WRONGPASS/);
      assert.not.match(because, /s3cret/);
      parts.files.set('password', 's3cret\n');
      await recorder.sample(keyOf(signal), 2);
    });
    await server.send('acl', 'deluser', 'reader');
  },
);

test.run();
