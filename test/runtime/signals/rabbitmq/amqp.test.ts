import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { keyOf } from '../../../../src/runtime/signals/wanted-signal.ts';
import { whileReading } from '../../../conformance/while-running.ts';
import { deleteQueue, whileTaking } from '../../../servers/rabbitmq/queues.ts';
import { rabbitmq, withRabbitmq } from '../../../servers/shared.ts';
import { makeBrokerSubject, urlOf } from './subjects.ts';

const test = suite('RabbitMQ by AMQP');

withRabbitmq(
  test,
  'ready messages are counted, and unacknowledged ones are a gap and not zero',
  async () => {
    const broker = await rabbitmq();
    const subject = await makeBrokerSubject(broker, 'AMQP');
    await whileReading(subject, async ({ want, recorder }) => {
      const ready = await subject.put('work', 3);
      const both = { ...ready, count: 'ready+unacked' } as const;
      want([ready, both]);
      await recorder.sample(keyOf(ready), 3);
      assert.match(await recorder.gap(keyOf(both)), /AMQP cannot see unacknowledged messages/);
      await whileTaking(broker, ready, 2, async () => {
        await recorder.sample(keyOf(ready), 1);
      });
      await recorder.sample(keyOf(ready), 3);
      assert.not.ok(recorder.of(keyOf(both)).some(({ ok }) => ok));
    });
  },
);

withRabbitmq(
  test,
  'a queue that is deleted is a gap, and the others of its connection go on',
  async () => {
    const broker = await rabbitmq();
    const subject = await makeBrokerSubject(broker, 'AMQP');
    await whileReading(subject, async ({ want, recorder }) => {
      const [gone, stays] = [await subject.put('gone', 1), await subject.put('stays', 2)];
      want([gone, stays]);
      await recorder.sample(keyOf(gone), 1);
      await deleteQueue(broker, gone);
      assert.match(await recorder.gap(keyOf(gone)), /no queue 'gone'/);
      recorder.clear();
      await recorder.sample(keyOf(stays), 2);
      assert.ok(recorder.of(keyOf(stays)).every(({ ok }) => ok));
      assert.is(subject.open(), 1);
    });
  },
);

withRabbitmq(
  test,
  'a wrong password is a gap that does not tell it, until the file is rotated',
  async () => {
    const subject = await makeBrokerSubject(await rabbitmq(), 'AMQP');
    await whileReading(subject, async ({ want, recorder }) => {
      const signal = await subject.put('work', 1);
      subject.parts.files.set('url', urlOf('AMQP', subject.proxy.port, 'wrong-secret'));
      want([signal]);
      const because = await recorder.gap(keyOf(signal));
      assert.match(because, /^connecting by AMQP: .*(ACCESS_REFUSED|refused)/);
      assert.not.match(because, /secret|roster-admin/);
      subject.parts.files.set('url', urlOf('AMQP', subject.proxy.port));
      await recorder.sample(keyOf(signal), 1);
    });
  },
);

test.run();
