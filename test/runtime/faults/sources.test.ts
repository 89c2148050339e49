import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  declareQueue,
  makeUser,
  makeVhost,
  publish,
  purgeQueue,
} from '../../servers/rabbitmq/queues.ts';
import { prometheus, rabbitmq, withPrometheus, withRabbitmq } from '../../servers/shared.ts';
import { startTcpProxy, type TcpProxy } from '../../servers/tcp-proxy.ts';
import type { Controller } from '../end-to-end/controller.ts';
import { here, pool, queueSignal } from '../end-to-end/policies.ts';
import { untilRead } from '../end-to-end/quiet.ts';
import {
  fromNowOn,
  listPool,
  needing,
  numbersUpTo,
  type Scene,
  shareScene,
  withScenes,
} from './scene.ts';

const test = suite('faults: sources');
const withSources = needing(withScenes, withRabbitmq, withPrometheus);

const passwords = { first: 'the first', next: 'the next' };
const proxies: Partial<Record<'broker' | 'prometheus', TcpProxy>> = {};

/** A pool for each kind of source, the first two behind proxies. */
const shared = shareScene(async () => {
  const broker = await rabbitmq();
  proxies.broker = await startTcpProxy(broker.ports.management);
  proxies.prometheus = await startTcpProxy((await prometheus()).port);
  const query = `work_waiting{name="${here}"}`;
  const password = encodeURIComponent(passwords.first);
  const url = `http://${here}:${password}@127.0.0.1:${proxies.broker.port}`;
  return {
    policies: [
      pool('queued', { ...queueSignal('queued'), max: 30 }),
      pool('gauged', { signal: { prometheus: { query, connection: 'main' } }, max: 30 }),
      listPool('listed'),
    ],
    connections: {
      rabbitmq: { main: { management: { secretKeyRef: { name: 'broker', key: 'url' } } } },
      prometheus: { main: { url: `http://127.0.0.1:${proxies.prometheus.port}` } },
    },
    secrets: { broker: { url } },
    prepare: async (namespace) => {
      await makeVhost(broker, namespace);
      await makeUser(broker, { name: namespace, password: passwords.first, vhost: namespace });
      await declareQueue(broker, { vhost: namespace, queue: 'queued' });
    },
  };
});

const waiting = new Map<string, number>();

/** Each gives a pool so much work; a queue that gets less gets none first. */
const put = {
  queued: async (vhost: string, count: number) => {
    const [broker, place] = [await rabbitmq(), { vhost, queue: 'queued' }];
    const before = waiting.get(vhost) ?? 0;
    if (count < before) await purgeQueue(broker, place);
    await publish(broker, place, count < before ? count : count - before);
    waiting.set(vhost, count);
  },
  gauged: async (name: string, count: number) => {
    (await prometheus()).exporter.set(name, count);
  },
} as const;

/** What is mounted; changes as a kubelet changes it when the Secret does. */
const files = new Map<string, string>();
let running: Promise<Controller> | undefined;

withSources(
  test,
  'a password that is rotated, file and all, lowers nothing and needs no restart',
  async () => {
    await keeping('queued', async ({ untilCondition, namespace }) => {
      const user = { name: namespace, password: passwords.next, vhost: namespace };
      await makeUser(await rabbitmq(), user);
      await untilCondition('queued', 'SignalFresh', 'False Stale');
      const [first, next] = [passwords.first, passwords.next].map(encodeURIComponent);
      for (const [path, text] of files) files.set(path, text.replace(`:${first}@`, `:${next}@`));
    });
  },
);

withSources(
  test,
  'a broker whose connections hang lowers nothing, and counts again when they do not',
  async () => {
    await keeping('queued', async ({ untilCondition }) => {
      proxies.broker?.hang();
      await untilCondition('queued', 'SignalFresh', 'False Stale');
      await proxies.broker?.mend();
    });
  },
);

// Last of the three: a broker that is killed forgets users and queues that it has had for less than two seconds.
withSources(
  test,
  'a broker that is killed lowers nothing, and its queue counts again when it is back',
  async () => {
    await keeping('queued', async ({ untilCondition }) => {
      const broker = await rabbitmq();
      await broker.stop();
      try {
        await untilCondition('queued', 'SignalFresh', 'False Stale');
      } finally {
        await broker.start();
      }
    });
  },
);

withSources(
  test,
  'a Prometheus that is killed lowers nothing, and its query counts again when it is back',
  async () => {
    await keeping('gauged', async ({ untilCondition }) => {
      const server = await prometheus();
      await server.stop();
      try {
        await untilCondition('gauged', 'SignalFresh', 'False Stale');
      } finally {
        await server.start();
      }
    });
  },
);

for (const [what, change] of [
  ['nothing', (name: string) => prometheus().then(({ exporter }) => exporter.remove(name))],
  ['NaN', (name: string) => prometheus().then(({ exporter }) => exporter.set(name, 'NaN'))],
] as const) {
  withSources(
    test,
    `a query that gives ${what} lowers nothing, and counts again when it gives a number`,
    async () => {
      await keeping('gauged', async ({ untilCondition, namespace }) => {
        await change(namespace);
        await untilCondition('gauged', 'SignalFresh', 'False Stale');
      });
    },
  );
}

withSources(
  test,
  'a source that hangs for ever keeps its pools as they are, and those of others go on in both directions',
  async () => {
    await keeping('gauged', async (scene, controller) => {
      const { setWork, untilReplicas, untilCondition, condition } = scene;
      proxies.prometheus?.hang();
      for (const workers of [6, 1]) {
        await setWork('listed', workers);
        await untilReplicas('listed', workers);
      }
      await untilCondition('gauged', 'SignalFresh', 'False Stale');
      await untilRead(controller, 20);
      assert.is(await condition('listed', 'SignalFresh'), 'True Fresh');
      await proxies.prometheus?.mend();
    });
  },
);

test.after(async () => {
  await shared.close();
  for (const proxy of Object.values(proxies)) await proxy.close();
});
test.run();

type Name = keyof typeof put;

/**
 * A pool has five workers while `happen` breaks and mends its source: none of them is lowered, and then the pool follows in both
 * directions.
 */
async function keeping(
  name: Name,
  happen: (scene: Scene, controller: Controller) => Promise<void>,
): Promise<void> {
  const scene = await shared.scene();
  running ??= begin(scene);
  const controller = await running;
  await put[name](scene.namespace, 5);
  await scene.untilReplicas(name, 5);
  await fromNowOn(scene, name);
  await happen(scene, controller);
  await put[name](scene.namespace, 7);
  assert.equal(await numbersUpTo(scene, name, 7), [5, 7]);
  await scene.untilCondition(name, 'SignalFresh', 'True Fresh');
  await put[name](scene.namespace, 0);
  await scene.untilReplicas(name, 0);
}

async function begin(scene: Scene): Promise<Controller> {
  for (const [path, text] of (await scene.mounted()).files) files.set(path, text);
  const readFile = async (path: string) => {
    const text = files.get(path);
    if (text === undefined) throw new Error(`reading ${path}: there is none`);
    return text;
  };
  return scene.begin({ parts: { readFile } });
}
