import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Broker } from '../../servers/rabbitmq/broker.ts';
import { declareQueue, publish, purgeQueue } from '../../servers/rabbitmq/queues.ts';
import { withRabbitmq } from '../../servers/shared.ts';
import type { ApiObject } from '../../testbed/client/api-object.ts';
import { playPods } from '../../testbed/kubelet/played/play-pods.ts';
import { withControlPlane } from '../../testbed/shared.ts';
import { playNodes, runNodes } from '../../testbed/start-nodes.ts';
import { until } from '../../testbed/until.ts';
import { nodeLabel, pool, queueSignal } from './policies.ts';
import { onRabbitmq } from './rabbitmq.ts';
import { type Stage, withStage } from './stage.ts';

const test = suite('the controller end to end: who goes');

const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';

/** Pods that are not going. */
async function podsOf(stage: Stage): Promise<readonly ApiObject[]> {
  return (await stage.list('pods')).filter(({ metadata }) => !metadata.deletionTimestamp);
}

function costOf({ metadata }: ApiObject): string | undefined {
  return (metadata.annotations as Readonly<Record<string, string>> | undefined)?.[deletionCost];
}

withRabbitmq(
  test,
  'who holds a message of the broker stays, and those that hold none go',
  async () => {
    const { broker, ...given } = await onRabbitmq();
    const policies = [consumers()];
    await withStage({ ...given, policies }, async (stage) => {
      const place = { vhost: stage.namespace, queue: 'jobs' };
      await declareQueue(broker, place);
      const nodes = [{ name: `node-${stage.namespace}`, labels: { [nodeLabel]: stage.namespace } }];
      stage.keep(await runNodes(stage.bed, nodes, {}));
      const controller = await stage.start();
      await stage.untilReplicas('jobs', 3); // its minimum
      await until(
        'three consume',
        async () => (await consumersOf(broker, place.vhost)).length === 3,
      );
      await publish(broker, place, 1);
      const busy = await until('one is busy', async () =>
        (await consumersOf(broker, place.vhost)).find(({ unacked }) => unacked > 0),
      );
      const names = (await podsOf(stage)).map(({ metadata }) => metadata.name);
      const worker = (await podsOf(stage)).find(
        ({ status }) => (status as { podIP?: string }).podIP === busy.peerHost,
      )?.metadata.name;
      assert.ok(worker !== undefined && names.length === 3);

      await stage.sync([consumers({ min: 0, max: 1 })]);
      await stage.untilReplicas('jobs', 1);
      const left = await until('two have gone', async () => {
        const pods = await podsOf(stage);
        return pods.length === 1 ? pods : undefined;
      });
      assert.equal(
        left.map(({ metadata }) => metadata.name),
        [worker],
      );
      assert.is(costOf(left[0]!), undefined);
      const marks = (await stage.writes()).filter((one) => one.startsWith('patch pods/'));
      assert.is(marks.length, 2);
      assert.is(await controller.metric('roster_busy_workers_killed_total'), 0);
      await purgeQueue(broker, place);
    });
  },
);

/** Real processes that take messages and keep them. */
function consumers(bounds: object = { min: 3, max: 3 }) {
  const command = [process.execPath, '--import', import.meta.resolve('tsx')];
  const program = fileURLToPath(new URL('consumer.ts', import.meta.url));
  const worker = {
    command: [...command, program],
    env: [
      { name: 'AMQP_URL', valueFrom: { secretKeyRef: { name: 'rabbitmq', key: 'amqp' } } },
      { name: 'QUEUE', value: 'jobs' },
      { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ],
  };
  return pool('jobs', { ...queueSignal('jobs'), ...bounds }, { worker });
}

async function consumersOf({ manage }: Broker, vhost: string) {
  const rows = (await manage('GET', `/api/vhosts/${vhost}/channels`)) as readonly {
    readonly consumer_count?: number;
    readonly messages_unacknowledged?: number;
    readonly connection_details?: { readonly peer_host?: string };
  }[];
  return rows.flatMap(({ consumer_count, messages_unacknowledged, connection_details }) =>
    consumer_count === 1
      ? [{ unacked: messages_unacknowledged ?? 0, peerHost: connection_details?.peer_host ?? '' }]
      : [],
  );
}

withControlPlane(
  test,
  'who says of itself that it is busy stays until it says otherwise',
  async () => {
    const key = 'example.org/state';
    const agents = (workers: number) =>
      pool('agents', { mode: 'manual', workers, idleness: { annotation: key } });
    await withStage({ policies: [agents(3)] }, async (stage) => {
      const nodes = [{ name: `node-${stage.namespace}`, labels: { [nodeLabel]: stage.namespace } }];
      stage.keep(await playNodes(stage.bed, nodes, playPods()));
      const controller = await stage.start();
      await stage.untilStatus('agents', { current: 3, ready: 3 });
      const names = (await podsOf(stage)).map(({ metadata }) => metadata.name).toSorted();
      const say = async (name: string, state: string) => {
        await stage.api.call({
          method: 'PATCH',
          path: `/api/v1/namespaces/${stage.namespace}/pods/${name}`,
          type: 'application/merge-patch+json',
          body: { metadata: { annotations: { [key]: state } } },
        });
      };
      await say(names[0]!, 'busy');
      await say(names[1]!, 'idle');
      await stage.sync([agents(0)]);
      await stage.untilReplicas('agents', 2);
      await stage.untilCondition('agents', 'Bounded', 'True BusyWorkers');
      const left = (await podsOf(stage)).map(({ metadata }) => metadata.name).toSorted();
      assert.equal(left, [names[0], names[2]], 'who says nothing counts as busy');
      await say(names[0]!, 'idle');
      await say(names[2]!, 'idle');
      await stage.untilReplicas('agents', 0);
      assert.is(await controller.metric('roster_busy_workers_killed_total'), 0);
    });
  },
);

test.run();
