import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RabbitmqSignal } from '../../../../src/runtime/signals/rabbitmq/read-management.ts';
import { keyOf } from '../../../../src/runtime/signals/wanted-signal.ts';
import { type Running, whileReading } from '../../../conformance/while-running.ts';
import { administrator, type Broker } from '../../../servers/rabbitmq/broker.ts';
import {
  declareQueue,
  deleteQueue,
  makeUser,
  publish,
  whileTaking,
} from '../../../servers/rabbitmq/queues.ts';
import { rabbitmq, withRabbitmq } from '../../../servers/shared.ts';
import { makeCertificates } from '../../../testbed/servers/certificates.ts';
import { until } from '../../../testbed/until.ts';
import { type BrokerSubject, makeBrokerSubject, urlOf, type Way } from './subjects.ts';

const test = suite('RabbitMQ by its management API');

withRabbitmq(test, 'what is taken and not acknowledged is work, unless only ready counts', () =>
  reading('management', async ({ broker, subject, want, recorder }) => {
    const both = await subject.put('work', 5);
    const ready = { ...both, count: 'ready' } as const;
    want([both, ready]);
    await whileTaking(broker, place(both), 2, async () => {
      await recorder.sample(keyOf(ready), 3);
      await recorder.sample(keyOf(both), 5);
    });
    await recorder.sample(keyOf(ready), 5);
  }),
);

withRabbitmq(test, 'a queue that is deleted is a gap that says so', () =>
  reading('management', async ({ broker, subject, want, recorder }) => {
    const signal = await subject.put('work', 2);
    want([signal]);
    await recorder.sample(keyOf(signal), 2);
    await deleteQueue(broker, place(signal));
    const because = await recorder.gap(keyOf(signal));
    assert.is(because, `there is no queue work in virtual host ${subject.vhost}`);
  }),
);

withRabbitmq(test, 'a queue that has not counted its messages yet is never empty', () =>
  reading('management', async ({ broker, subject, want, recorder }) => {
    const signal = subject.signal('quorum');
    want([signal]);
    await recorder.gap(keyOf(signal));
    await declareQueue(broker, place(signal), 'quorum');
    await publish(broker, place(signal), 1);
    await recorder.sample(keyOf(signal), 1);
    assert.equal([...unitsOf(recorder.of(keyOf(signal)))], [1]);
  }),
);

withRabbitmq(test, 'a broker that crashes and comes back never seems to have less', () =>
  reading('management', async ({ broker, subject, want, recorder }) => {
    const classic = await subject.put('work', 3);
    const quorum = subject.signal('quorum');
    await declareQueue(broker, place(quorum), 'quorum');
    await publish(broker, place(quorum), 3);
    want([classic, quorum]);
    for (const signal of [classic, quorum]) await recorder.sample(keyOf(signal), 3);
    recorder.clear();
    await broker.stop();
    try {
      for (const signal of [classic, quorum]) await recorder.gap(keyOf(signal));
    } finally {
      await broker.start();
    }
    for (const signal of [classic, quorum]) {
      await recorder.sample(keyOf(signal), 3);
      assert.equal([...unitsOf(recorder.of(keyOf(signal)))], [3]);
    }
  }),
);

withRabbitmq(
  test,
  'a wrong password is a gap that does not tell it, until the file is rotated',
  () =>
    reading('management', async ({ subject, want, recorder }) => {
      const signal = await subject.put('work', 1);
      subject.parts.files.set('url', urlOf('management', subject.proxy.port, 'wrong-secret'));
      want([signal]);
      const because = await recorder.gap(keyOf(signal));
      assert.match(because, /401/);
      assert.not.match(because, /secret|roster-admin/);
      subject.parts.files.set('url', urlOf('management', subject.proxy.port));
      await recorder.sample(keyOf(signal), 1);
    }),
);

withRabbitmq(test, 'a certificate that nobody vouches for is a gap', () =>
  reading('management over TLS', async ({ broker, subject, want, recorder }) => {
    const signal = await subject.put('work', 1);
    const other = await makeCertificates(new Date(), '127.0.0.1');
    subject.parts.files.set('ca', other.authority);
    want([signal]);
    assert.match(await recorder.gap(keyOf(signal)), /certificate/);
    subject.parts.files.set('ca', ' \n');
    await until('an empty file is not taken for the certificates of the system', async () =>
      /ca is empty/.test(await recorder.gap(keyOf(signal))),
    );
    subject.parts.files.set('ca', broker.authority);
    await recorder.sample(keyOf(signal), 1);
  }),
);

withRabbitmq(test, 'a virtual host that is not there or not ours disturbs no other', () =>
  reading('management', async ({ broker, subject, want, recorder }) => {
    const signal = await subject.put('work', 1);
    const user = { name: 'reader', password: 'a b', vhost: subject.vhost };
    await makeUser(broker, user);
    const url = urlOf('management', subject.proxy.port, user.password);
    subject.parts.files.set('url', url.replace(administrator.name, user.name));
    const nowhere = { ...signal, vhost: 'nowhere' };
    const forbidden = { ...signal, vhost: '/' };
    want([nowhere, forbidden, signal]);
    assert.is(await recorder.gap(keyOf(nowhere)), 'there is no virtual host nowhere');
    assert.match(await recorder.gap(keyOf(forbidden)), /401.*not authorised/);
    await recorder.sample(keyOf(signal), 1);
  }),
);

interface Tested extends Running<RabbitmqSignal> {
  readonly broker: Broker;
  readonly subject: BrokerSubject;
}

async function reading(way: Way, use: (tested: Tested) => Promise<void>): Promise<void> {
  const broker = await rabbitmq();
  const subject = await makeBrokerSubject(broker, way);
  await whileReading(subject, (running) => use({ broker, subject, ...running }));
}

function place({ vhost, queue }: RabbitmqSignal) {
  return { vhost, queue };
}

/** Every amount that was ever reported. */
function unitsOf(readings: ReturnType<Running<RabbitmqSignal>['recorder']['of']>): Set<number> {
  return new Set(readings.flatMap((one) => (one.ok ? [one.sample.load.units] : [])));
}

test.run();
