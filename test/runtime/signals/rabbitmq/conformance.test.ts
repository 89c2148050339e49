import { suite } from 'uvu';
import { keyOf } from '../../../../src/runtime/signals/wanted-signal.ts';
import { conformsAsSource } from '../../../conformance/source.ts';
import { whileReading } from '../../../conformance/while-running.ts';
import { rabbitmq, withRabbitmq } from '../../../servers/shared.ts';
import { makeBrokerSubject, type Way } from './subjects.ts';

const ways: readonly Way[] = ['management', 'management over TLS', 'AMQP', 'AMQP over TLS'];
const test = suite('dead connections to RabbitMQ');

for (const way of ways) {
  conformsAsSource(
    `RabbitMQ by ${way}`,
    async () => makeBrokerSubject(await rabbitmq(), way),
    withRabbitmq,
  );

  withRabbitmq(
    test,
    `${way}: a connection that is dead on its other side is given up for a new one`,
    async () => {
      const subject = await makeBrokerSubject(await rabbitmq(), way);
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
}

test.run();
