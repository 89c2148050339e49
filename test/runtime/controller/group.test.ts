import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { onQueue, putDeployment, putGroup, putPool, spec } from './objects.ts';
import { queueKey, type Rig, withRig } from './rig.ts';

type Server = Rig['server'];
interface GroupStatus {
  readonly quota?: object;
  readonly used?: object;
  readonly shares?: object;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason: string;
  }[];
}

const prepare = (server: Server) => {
  putGroup(server, 'all', { cpu: '5', memory: '100Gi' });
  for (const name of ['a', 'b']) {
    putPool(server, name, spec({ group: 'all' }, { ...onQueue(name), hold: '0s' }));
    putDeployment(server, name, 0);
  }
};

function groupStatus(rig: Rig): GroupStatus {
  return (
    (rig.server.read('capacitygroups', 'work', 'all') as { status?: GroupStatus }).status ?? {}
  );
}

async function pass(rig: Rig, seconds: number): Promise<void> {
  for (let turn = 0; turn < seconds; turn += 5) await rig.clock.advance(5_000);
  await rig.settle();
}

/** What the Deployment controller and the kubelet would do: all workers are there and ready. */
function follow(rig: Rig): void {
  for (const name of ['a', 'b']) putDeployment(rig.server, name, rig.replicas(name) ?? 0);
}

test('two pools that want all share the quota, and the group says how', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(queueKey('a'), 100);
    rig.broker.set(queueKey('b'), 100);
    await pass(rig, 30);
    follow(rig);
    await pass(rig, 30);
    assert.equal([rig.replicas('a'), rig.replicas('b')], [5, 5]);
    const { quota, used, shares } = groupStatus(rig);
    assert.equal(quota, { cpu: '5', memory: '100Gi' });
    assert.equal(used, { cpu: '5', memory: '10Gi' });
    assert.equal(shares, { a: 5, b: 5 });
    assert.is(rig.condition('a', 'Bounded').startsWith('True'), true);
    const { body } = await rig.get('/metrics');
    assert.match(body, 'roster_group_quota{namespace="work",group="all",resource="cpu"} 5\n');
    assert.match(
      body,
      'roster_group_used{namespace="work",group="all",resource="memory"} 10737418240\n',
    );
  });
});

test('what one pool releases the other grows into, in this order', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(queueKey('a'), 100);
    rig.broker.set(queueKey('b'), 0);
    await pass(rig, 30);
    follow(rig);
    await pass(rig, 30);
    assert.equal([rig.replicas('a'), rig.replicas('b')], [10, 0]);
    rig.writes();
    rig.broker.set(queueKey('b'), 100);
    await pass(rig, 60);
    follow(rig);
    await pass(rig, 60);
    assert.equal([rig.replicas('a'), rig.replicas('b')], [5, 5]);
    const scales = rig.writes().filter((one) => one.includes('scale'));
    assert.equal(scales, ['PATCH deployments/a/scale 5', 'PATCH deployments/b/scale 5']);
  });
});

test('a group of which nothing can be known is not said to use nothing', async () => {
  const blind = (server: Server) => {
    prepare(server);
    const all = server.read('capacitygroups', 'work', 'all')!;
    server.put('capacitygroups', { ...all, status: { used: { cpu: '4' }, shares: { a: 8 } } });
    server.fail({ path: /\/pods$/ }, { status: 403, reason: 'Forbidden' });
  };
  await withRig({ prepare: blind }, async (rig) => {
    await pass(rig, 30);
    assert.is(rig.condition('a', 'Ready'), 'False Unreadable');
    assert.equal(groupStatus(rig), { used: { cpu: '4' }, shares: { a: 8 } });
  });
});

test('pods that are going still count, so that nothing grows into their room', async () => {
  await withRig({ prepare }, async (rig) => {
    for (let index = 0; index < 4; index += 1) putGoing(rig.server, `a-${index}`);
    await rig.settle();
    rig.broker.set(queueKey('a'), 0);
    rig.broker.set(queueKey('b'), 100);
    await pass(rig, 30);
    assert.is(rig.replicas('b'), 6);
    for (let index = 0; index < 4; index += 1) rig.server.take('pods', 'work', `a-${index}`);
    await pass(rig, 30);
    assert.is(rig.replicas('b'), 10);
  });
});

test('pods of others under the group count against it, those that ended do not', async () => {
  await withRig({ prepare }, async (rig) => {
    putOther(rig.server, 'job-1', 'Running');
    putOther(rig.server, 'job-2', 'Succeeded');
    await rig.settle();
    rig.broker.set(queueKey('b'), 100);
    await pass(rig, 30);
    assert.is(rig.replicas('b'), 6);
    rig.server.take('pods', 'work', 'job-1');
    await pass(rig, 30);
    assert.is(rig.replicas('b'), 10);
  });
});

test('a quota that is lowered below use stops growth and is said', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(queueKey('a'), 100);
    rig.broker.set(queueKey('b'), 100);
    await pass(rig, 30);
    follow(rig);
    putOther(rig.server, 'job-1', 'Running');
    putGroup(rig.server, 'all', { cpu: '1' });
    await rig.settle();
    const over = groupStatus(rig).conditions?.find(({ type }) => type === 'OverQuota');
    assert.is(over?.status, 'True');
  });
});

test('a ResourceQuota that is missing or says something else is told', async () => {
  await withRig({ prepare }, async (rig) => {
    const place = () => {
      const found = groupStatus(rig).conditions?.find(({ type }) => type === 'QuotaInPlace');
      return `${found?.status} ${found?.reason}`;
    };
    const put = (hard: object) =>
      rig.server.put('resourcequotas', {
        metadata: { name: 'all', namespace: 'work' },
        spec: { hard },
      });
    await rig.settle();
    assert.is(place(), 'False ResourceQuotaMissing');
    put({ 'requests.cpu': '5000m', 'requests.memory': '100Gi' });
    await rig.settle();
    assert.is(place(), 'True InPlace');
    put({ 'requests.cpu': '4', 'requests.memory': '100Gi' });
    await rig.settle();
    assert.is(place(), 'False ResourceQuotaDiffers');
  });
});

test('a group without pools says what it has', async () => {
  const alone = (server: Server) => putGroup(server, 'all', { cpu: '5' });
  await withRig({ prepare: alone }, async (rig) => {
    await rig.settle();
    assert.equal(groupStatus(rig).quota, { cpu: '5' });
    rig.writes();
    await pass(rig, 300);
    assert.equal(rig.writes(), []);
  });
});

function putGoing(server: Server, name: string): void {
  const owner = { kind: 'ReplicaSet', name: 'a', uid: '1', controller: true };
  server.put('pods', {
    metadata: {
      name,
      namespace: 'work',
      labels: { 'roster.dev/pool': 'a' },
      ownerReferences: [owner],
      deletionTimestamp: '2026-11-22T08:00:00Z',
    },
    spec: { priorityClassName: 'work.all', containers: [] },
    status: { phase: 'Running' },
  });
}

/** Takes as much as four workers. */
function putOther(server: Server, name: string, phase: string): void {
  server.put('pods', {
    metadata: { name, namespace: 'work' },
    spec: {
      priorityClassName: 'work.all',
      containers: [{ name: 'work', resources: { requests: { cpu: '2' } } }],
    },
    status: { phase },
  });
}

test.run();
