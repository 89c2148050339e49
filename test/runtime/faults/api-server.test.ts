import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Where, Wrong } from '../../fakes/api-server-faults.ts';
import { until } from '../../testbed/until.ts';
import type { Controller } from '../end-to-end/controller.ts';
import { untilRead } from '../end-to-end/quiet.ts';
import { listPool, type Scene, shareScene, withScenes } from './scene.ts';

const test = suite('faults: the API server');
const shared = shareScene(async () => ({ policies: [listPool('jobs')] }));
let running: Promise<Controller> | undefined;

const listed = /\/(workerpools|deployments)$/;
/** Has what is listed be listed anew: a watch alone goes on from where it was. */
const forgotten = { status: 410, reason: 'Expired', times: 2 };

/** Every kind of call that a controller makes while it works. */
const calls: Readonly<Record<string, Where>> = {
  lists: { method: 'GET', path: listed, watch: false },
  watches: { method: 'GET', watch: true },
  'the Lease': { path: /\/leases/ },
  scaling: { method: 'PATCH', path: /\/scale$/ },
  'the status': { method: 'PATCH', path: /\/status$/ },
  Events: { path: /\/events/ },
};

const answers: readonly Wrong[] = [
  { status: 429, reason: 'TooManyRequests', retryAfterSeconds: 1 },
  { status: 409, reason: 'Conflict' },
  { status: 410, reason: 'Expired' },
  { status: 500, reason: 'InternalError' },
];

for (const wrong of answers) {
  withScenes(
    test,
    `an API server that answers ${wrong.status} to any one kind of call lowers nothing, and all is well when it is over`,
    async () => {
      await surviving(async ({ proxy, setWork, untilReplicas }) => {
        let workers = 5;
        for (const [kind, where] of Object.entries(calls)) {
          const mend = proxy.fail(where, wrong);
          workers += 1;
          if (kind === 'lists') proxy.fail({ path: listed, watch: true }, forgotten);
          await untilAsked(proxy, kind, where, () => setWork('jobs', workers));
          mend();
          await untilReplicas('jobs', workers);
        }
        return workers;
      });
    },
  );
}

withScenes(
  test,
  'an API server that is away for seconds loses nothing, and what was wanted meanwhile is done after',
  async () => {
    await surviving(async ({ proxy, setWork, untilReplicas }, controller) => {
      const mend = await proxy.vanish();
      await setWork('jobs', 8);
      await untilRead(controller, 10);
      await mend();
      await untilReplicas('jobs', 8);
      return 8;
    });
  },
);

withScenes(
  test,
  'an API server that takes connections and says nothing loses nothing either',
  async () => {
    await surviving(async ({ proxy, setWork, untilReplicas }, controller) => {
      const mend = proxy.hang();
      await setWork('jobs', 8);
      await untilRead(controller, 10);
      mend();
      proxy.cut();
      await untilReplicas('jobs', 8);
      return 8;
    });
  },
);

withScenes(test, 'a write whose answer is lost is looked up and not made twice', async () => {
  await surviving(async ({ proxy, setWork, untilReplicas, history }) => {
    const mend = proxy.loseAnswers(calls.scaling!);
    await setWork('jobs', 8);
    await untilReplicas('jobs', 8);
    mend();
    await setWork('jobs', 9);
    await untilReplicas('jobs', 9);
    assert.equal(history.numbers('jobs'), [5, 8, 9]);
    return 9;
  });
});

test.after(shared.close);
test.run();

/**
 * Five workers have work while `happen` breaks and mends something, which gives how many there are after; until then none may be
 * lowered. After it the pool follows its list again in both directions.
 */
async function surviving(
  happen: (scene: Scene, controller: Controller) => Promise<number>,
): Promise<void> {
  const scene = await shared.scene();
  const { setWork, untilReplicas, history } = scene;
  running ??= scene.begin();
  const controller = await running;
  await setWork('jobs', 5);
  await untilReplicas('jobs', 5);
  await until('it is seen', async () => history.numbers('jobs').at(-1) === 5);
  history.forget();
  const workers = await happen(scene, controller);
  await until('it is seen', async () => history.numbers('jobs').at(-1) === workers);
  const numbers = history.numbers('jobs');
  assert.equal(
    numbers,
    numbers.toSorted((a, b) => a - b),
    'nothing was lowered',
  );
  await scene.untilCondition('jobs', 'SignalFresh', 'True Fresh');
  await setWork('jobs', 2);
  await untilReplicas('jobs', 2);
}

async function untilAsked(
  { seen, cut }: Scene['proxy'],
  kind: string,
  { method, path }: Where,
  act: () => Promise<void>,
): Promise<void> {
  const begin = seen.length;
  const isOne = (line: string) => {
    const [asked, at = ''] = line.split(' ');
    return (method ?? asked) === asked && (path?.test(at) ?? true);
  };
  cut();
  await act();
  await until(`${kind} are asked for`, async () => seen.slice(begin).some(isOne));
}
