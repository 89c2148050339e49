import type { JsonObject } from '../../../src/model/json.ts';
import { administrator, type Broker } from '../../servers/rabbitmq/broker.ts';
import { makeVhost } from '../../servers/rabbitmq/queues.ts';
import { rabbitmq } from '../../servers/shared.ts';
import { here } from './policies.ts';
import type { StageOptions } from './stage.ts';

/** What a stage needs to read queues of the real broker, in a virtual host that is called as its namespace. */
export async function onRabbitmq(): Promise<
  Required<Pick<StageOptions, 'connections' | 'secrets' | 'prepare'>> & { readonly broker: Broker }
> {
  const broker = await rabbitmq();
  const connection: JsonObject = {
    management: { secretKeyRef: { name: 'rabbitmq', key: 'management' } },
  };
  return {
    broker,
    connections: { rabbitmq: { main: connection } },
    secrets: {
      rabbitmq: {
        management: urlOf('http', broker.ports.management),
        amqp: `${urlOf('amqp', broker.ports.amqp)}/${here}`,
      },
    },
    prepare: (namespace) => makeVhost(broker, namespace),
  };
}

/** A URL with the administrator's name and password. */
function urlOf(scheme: 'http' | 'amqp', port: number): string {
  const { name, password } = administrator;
  return `${scheme}://${name}:${encodeURIComponent(password)}@127.0.0.1:${port}`;
}
