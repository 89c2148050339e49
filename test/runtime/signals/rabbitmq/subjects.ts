import {
  createRabbitmqSource,
  type RabbitmqSourceSettings,
} from '../../../../src/runtime/signals/rabbitmq/rabbitmq-source.ts';
import type { RabbitmqSignal } from '../../../../src/runtime/signals/rabbitmq/read-management.ts';
import type { SourceSubject } from '../../../conformance/source.ts';
import { administrator, type Broker } from '../../../servers/rabbitmq/broker.ts';
import { declareQueue, makeVhost, publish, purgeQueue } from '../../../servers/rabbitmq/queues.ts';
import { impatient, type RealParts, realParts } from '../../../servers/real-parts.ts';
import { startTcpProxy, type TcpProxy } from '../../../servers/tcp-proxy.ts';

/** A virtual host of its own for one test, and a source that reaches the broker through a proxy. */
export interface BrokerSubject extends SourceSubject<RabbitmqSignal> {
  readonly vhost: string;
  readonly parts: RealParts;
  readonly proxy: TcpProxy;
  readonly signal: (queue: string) => RabbitmqSignal;
}

/** What the source reads through. */
export type Way = 'management' | 'management over TLS' | 'AMQP' | 'AMQP over TLS';

let made = 0;

export async function makeBrokerSubject(broker: Broker, way: Way): Promise<BrokerSubject> {
  made += 1;
  const vhost = `test/${made}`; // a name that has to be escaped
  await makeVhost(broker, vhost);
  const proxy = await startTcpProxy(portOf(broker, way));
  const parts = realParts({ url: urlOf(way, proxy.port), ca: broker.authority });
  const source = createRabbitmqSource({
    ...parts,
    ...impatient,
    name: 'rabbitmq.main',
    settings: settingsOf(way),
  });
  const signal = (queue: string): RabbitmqSignal => ({
    source: 'rabbitmq',
    connection: 'main',
    queue,
    vhost,
    count: way.startsWith('AMQP') ? 'ready' : 'ready+unacked',
  });
  return {
    source,
    clock: parts.clock,
    vhost,
    parts,
    proxy,
    signal,
    put: async (queue, units) => {
      const place = { vhost, queue };
      await declareQueue(broker, place);
      await purgeQueue(broker, place);
      await publish(broker, place, units);
      return signal(queue);
    },
    absent: signal('absent'),
    cut: proxy.cut,
    hang: async () => proxy.hang(),
    mend: proxy.mend,
    open: proxy.open,
    close: async () => {
      await proxy.close();
      await broker.manage('DELETE', `/api/vhosts/${encodeURIComponent(vhost)}`);
    },
  };
}

function portOf({ ports }: Broker, way: Way): number {
  switch (way) {
    case 'management':
      return ports.management;
    case 'management over TLS':
      return ports.managementTls;
    case 'AMQP':
      return ports.amqp;
    case 'AMQP over TLS':
      return ports.amqps;
  }
}

const protocols: Readonly<Record<Way, string>> = {
  management: 'http',
  'management over TLS': 'https',
  AMQP: 'amqp',
  'AMQP over TLS': 'amqps',
};

/** As a Secret holds it: a line feed at the end, and a virtual host that does not matter. */
export function urlOf(way: Way, port: number, password = administrator.password): string {
  const user = `${administrator.name}:${encodeURIComponent(password)}`;
  return `${protocols[way]}://${user}@127.0.0.1:${port}/elsewhere\n`;
}

function settingsOf(way: Way): RabbitmqSourceSettings['settings'] {
  switch (way) {
    case 'management':
      return { managementFile: 'url' };
    case 'management over TLS':
      return { managementFile: 'url', caFile: 'ca' };
    case 'AMQP':
      return { amqpFile: 'url' };
    case 'AMQP over TLS':
      return { amqpFile: 'url', caFile: 'ca' };
  }
}
