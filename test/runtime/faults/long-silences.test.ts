import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { entryOf } from '../../fakes/oasis-server/content.ts';
import {
  createOasisServer,
  type OasisServer,
} from '../../fakes/oasis-server/create-oasis-server.ts';
import { until } from '../../testbed/until.ts';
import type { Controller } from '../end-to-end/controller.ts';
import { pool } from '../end-to-end/policies.ts';
import { untilRead } from '../end-to-end/quiet.ts';
import { surge } from '../signals/oasis/start.ts';
import { createQuickClock } from './quick-clock.ts';
import { fromNowOn, listPool, numbersUpTo, type Scene, shareScene, withScenes } from './scene.ts';

const test = suite('faults: long silences and clocks that jump');

const day = 86_400_000;
/** Minutes are seconds on it: a watch may be silent for 150 seconds, and a websocket for three pings of 20. */
const clock = createQuickClock(30);
let platform: OasisServer | undefined;
let running: Promise<Controller> | undefined;

const shared = shareScene(async () => {
  // a server without the twin of the websocket: what it does not push nobody can ask for
  platform = await createOasisServer({ models: [surge], twin: 'no' });
  const { url, websocketUrl, behaviour } = platform;
  const credentials = { password: { secretName: 'oasis' } };
  const signal = { oasis: { supplier: 'NorthSea', model: 'Surge', version: '3' } };
  return {
    policies: [pool('surge', { signal, max: 20 }), listPool('jobs')],
    connections: { oasis: { main: { url, websocketUrl, credentials } } },
    secrets: { oasis: { username: behaviour.user, password: behaviour.password } },
  };
});

withScenes(
  test,
  'a time of day that jumps a day ahead, back, and another back lowers nothing and stops nothing',
  async () => {
    const { scene, controller } = await begun();
    const { setWork, untilReplicas } = scene;
    await setWork('jobs', 5);
    await untilReplicas('jobs', 5);
    await fromNowOn(scene, 'jobs');
    let workers = 5;
    for (const ahead of [day, 0, -day, 0]) {
      clock.setAhead(ahead);
      await untilRead(controller, 20);
      workers += 1;
      await setWork('jobs', workers);
      await untilReplicas('jobs', workers);
    }
    assert.equal(await numbersUpTo(scene, 'jobs', workers), [5, 6, 7, 8, 9]);
    await until('it leads', async () => (await controller.metric('roster_leader')) === 1);
    const changes = controller.log().filter(({ message }) => message === 'leadership changed');
    assert.is(changes.length, 1);
    await setWork('jobs', 2);
    await untilReplicas('jobs', 2);
  },
);

withScenes(
  test,
  'watches that are silently dead are given up, and what they did not tell is found',
  async () => {
    const { scene, controller } = await begun();
    const { proxy, setWork, untilReplicas, api, namespace, history } = scene;
    await setWork('jobs', 5);
    await untilReplicas('jobs', 5);
    await fromNowOn(scene, 'jobs');
    const mend = proxy.freezeWatches();
    await api.call({
      method: 'PATCH',
      path: `/apis/apps/v1/namespaces/${namespace}/deployments/jobs/scale`,
      type: 'application/merge-patch+json',
      body: { spec: { replicas: 1 } },
    });
    await until('it is mended', async () => history.numbers('jobs').length === 3);
    assert.equal(history.numbers('jobs'), [5, 1, 5], 'the 1 was somebody else’s');
    assert.ok(
      controller.log().some(({ message }) => message === 'a watch was silent for too long'),
    );
    mend();
    await setWork('jobs', 2);
    await untilReplicas('jobs', 2);
  },
);

withScenes(
  test,
  'a websocket that is open on one side only lowers nothing, and is opened anew by itself',
  async () => {
    const { scene, controller } = await begun();
    const { behaviour, websockets, push } = platform!;
    push(queued(5));
    await scene.untilReplicas('surge', 5);
    await fromNowOn(scene, 'surge');
    websockets.freeze();
    behaviour.websocket = 'hang';
    behaviour.content = []; // which nobody is told
    await scene.untilCondition('surge', 'SignalFresh', 'False Stale');
    const before = websockets.handshakes();
    await until('it tries again', async () => websockets.handshakes() > before);
    await untilRead(controller, 10);
    behaviour.content = queued(7);
    behaviour.websocket = 'ok';
    assert.equal(await numbersUpTo(scene, 'surge', 7), [5, 7]);
    push([]);
    await scene.untilReplicas('surge', 0);
  },
);

test.after(async () => {
  await shared.close();
  await platform?.close();
});
test.run();

async function begun(): Promise<{ readonly scene: Scene; readonly controller: Controller }> {
  const scene = await shared.scene();
  const flags = ['--lease-duration=5m', '--lease-renew-deadline=4m', '--kube-timeout=5m'];
  running ??= scene.begin({ parts: { clock }, flags });
  return { scene, controller: await running };
}

/** So many analyses that wait for the model. */
function queued(count: number): readonly object[] {
  const analyses = Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
  return [entryOf('NorthSea-Surge-3-v2', analyses)];
}
