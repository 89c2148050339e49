import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ApiObject } from '../../testbed/client/api-object.ts';
import { playPods } from '../../testbed/kubelet/played/play-pods.ts';
import { playNodes } from '../../testbed/start-nodes.ts';
import { until } from '../../testbed/until.ts';
import { group, nodeLabel } from '../end-to-end/policies.ts';
import { untilRead } from '../end-to-end/quiet.ts';
import { listPool, numbersUpTo, type Scene, shareScene, withScenes } from './scene.ts';

const test = suite('faults: policies and what they are about');

const pods = { pods: 12 };
const idleKey = 'example.org/state';
const shared = shareScene(async () => ({
  policies: [
    ...['edited', 'deleted', 'missing', 'taken'].map((name) => listPool(name)),
    group('shared', pods),
    listPool('tight', { idleness: { annotation: idleKey } }, { group: 'shared' }),
  ],
}));
let running: ReturnType<Scene['begin']> | undefined;

withScenes(
  test,
  'a policy that is edited while its patch is on the way counts with the next, and nothing is lowered',
  async () => {
    const scene = await follow('edited');
    const { proxy, setWork, untilReplicas } = scene;
    const release = proxy.hold({ path: /\/deployments\/edited\/scale$/ });
    await untilSeen(scene, /edited\/scale/, () => setWork('edited', 9));
    await patch(scene, 'workerpools/edited', { spec: { scaling: { max: 7, min: 6 } } });
    release();
    await untilReplicas('edited', 7);
    await setWork('edited', 0);
    const numbers = await numbersUpTo(scene, 'edited', 6);
    // the patch that was on the way may have been made or refused
    assert.equal(
      numbers.filter((count) => count !== 9),
      [5, 7, 6],
    );
  },
);

withScenes(
  test,
  'a policy that is deleted while its patch is on the way lowers nothing, and one of the same name begins anew',
  async () => {
    const scene = await follow('deleted');
    const { proxy, setWork, untilReplicas, history, read } = scene;
    const { metadata, ...rest } = (await read('workerpools', 'deleted'))!;
    const patches = async () =>
      (await scene.writes()).filter((one) => one.includes('deployments/deleted/scale')).length;
    const made = await patches();
    const release = proxy.hold({ path: /\/deployments\/deleted\/scale$/ });
    await untilSeen(scene, /deleted\/scale/, () => setWork('deleted', 9));
    await remove(scene, 'workerpools/deleted');
    release();
    await until('the patch has arrived', async () => (await patches()) > made);
    const before = await scene.replicas('deleted');
    await setWork('deleted', 0);
    await untilRead(await begun(scene), 10);
    assert.is(await scene.replicas('deleted'), before, 'nobody scales it any more');
    await setWork('deleted', 10);
    const { name, labels, annotations } = metadata;
    await create(scene, 'workerpools', { ...rest, metadata: { name, labels, annotations } });
    await untilReplicas('deleted', 10);
    const numbers = history.numbers('deleted');
    assert.equal(
      numbers,
      numbers.toSorted((a, b) => a - b),
    );
  },
);

withScenes(
  test,
  'a Deployment that is deleted is missed and said so, and scaled again when it is back',
  async () => {
    const scene = await follow('missing');
    const { read, untilReplicas, untilCondition, setWork } = scene;
    const { metadata, status, ...rest } = (await read('deployments', 'missing'))!;
    void status;
    await remove(scene, 'deployments/missing');
    await untilCondition('missing', 'Ready', 'False DeploymentMissing');
    const { name, labels } = metadata;
    await create(scene, 'deployments', { ...rest, metadata: { name, labels } });
    await untilReplicas('missing', 5);
    await setWork('missing', 8);
    await untilReplicas('missing', 8);
  },
);

withScenes(
  test,
  'a Deployment that an HPA scales already is left to it, and taken back when the HPA goes',
  async () => {
    const scene = await follow('taken');
    const { setWork, untilReplicas, untilCondition, history } = scene;
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'taken' };
    await create(scene, 'horizontalpodautoscalers', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'foreign' },
      spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 20 },
    } as unknown as ApiObject);
    await untilCondition('taken', 'Ready', 'False OwnedByAnother');
    await setWork('taken', 9);
    await untilRead(await begun(scene), 10);
    await setWork('taken', 0);
    await untilRead(await begun(scene), 10);
    assert.equal(history.numbers('taken'), [5]);
    await setWork('taken', 8);
    await remove(scene, 'horizontalpodautoscalers/foreign');
    await untilReplicas('taken', 8);
    assert.equal(history.numbers('taken'), [5, 8]);
  },
);

withScenes(
  test,
  'a quota that is lowered below what is used takes no worker that may be busy, and is kept to when they are not',
  async () => {
    const scene = await shared.scene();
    const { setWork, untilReplicas, untilStatus, history, namespace, list, bed, keep } = scene;
    const node = { name: `node-${namespace}`, labels: { [nodeLabel]: namespace } };
    keep(await playNodes(bed, [node], playPods()));
    await follow('tight');
    await untilStatus('tight', { current: 5, ready: 5 });
    await patch(scene, 'capacitygroups/shared', { spec: { quota: { pods: 3 } } });
    await untilGroupOver(scene);
    await setWork('tight', 9);
    await untilRead(await begun(scene), 10);
    assert.equal(history.numbers('tight'), [5]);
    for (const { metadata } of await list('pods')) {
      if (metadata.name.startsWith('tight-')) await sayIdle(scene, metadata.name);
    }
    await untilReplicas('tight', 3);
    await patch(scene, 'capacitygroups/shared', { spec: { quota: pods } });
    await untilReplicas('tight', 9);
  },
);

test.after(shared.close);
test.run();

/** Has a pool follow its list at five workers, and forgets how it came there. */
async function follow(name: string): Promise<Scene> {
  const scene = await shared.scene();
  await scene.setWork(name, 5);
  await begun(scene);
  await scene.untilReplicas(name, 5);
  await settled(scene, name);
  scene.history.forget();
  return scene;
}

function begun(scene: Scene): ReturnType<Scene['begin']> {
  running ??= scene.begin();
  return running;
}

async function settled({ history, replicas }: Scene, name: string): Promise<void> {
  await until('it is seen', async () => history.numbers(name).at(-1) === (await replicas(name)));
}

async function untilGroupOver({ read }: Scene): Promise<void> {
  await until('the group is over its quota', async () => {
    const { conditions = [] } = ((await read('capacitygroups', 'shared'))?.status ?? {}) as {
      readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    };
    return conditions.some(({ type, status }) => type === 'OverQuota' && status === 'True');
  });
}

async function sayIdle({ api, namespace }: Scene, name: string): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
  const body = { metadata: { annotations: { [idleKey]: 'idle' } } };
  await api.call({ method: 'PATCH', path, type: 'application/merge-patch+json', body });
}

async function untilSeen(
  { proxy: { seen } }: Scene,
  what: RegExp,
  act: () => Promise<void>,
): Promise<void> {
  const begin = seen.length;
  await act();
  await until(`${what} is asked`, async () => seen.slice(begin).some((line) => what.test(line)));
}

const groups: Readonly<Record<string, string>> = {
  workerpools: 'roster.dev/v1alpha1',
  capacitygroups: 'roster.dev/v1alpha1',
  deployments: 'apps/v1',
  horizontalpodautoscalers: 'autoscaling/v2',
};

function pathOf({ namespace }: Scene, plural: string): string {
  return `/apis/${groups[plural.split('/')[0]!]}/namespaces/${namespace}/${plural}`;
}

async function patch(scene: Scene, which: string, body: object): Promise<void> {
  const type = 'application/merge-patch+json';
  await scene.api.call({ method: 'PATCH', path: pathOf(scene, which), type, body });
}

async function remove(scene: Scene, which: string): Promise<void> {
  await scene.api.call({ method: 'DELETE', path: pathOf(scene, which) });
}

async function create(scene: Scene, plural: string, body: ApiObject): Promise<void> {
  await scene.api.call({ method: 'POST', path: pathOf(scene, plural), body });
}
