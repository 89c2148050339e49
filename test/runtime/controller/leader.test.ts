import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Drain } from '../../../src/runtime/controller/act/drain.ts';
import { putDeployment, putPool, spec } from './objects.ts';
import { home, queueKey, type Rig, withRig } from './rig.ts';

type Server = Rig['server'];
const jobs = queueKey('jobs');
const prepare = (server: Server) => {
  putPool(server, 'a', spec());
  putDeployment(server, 'a', 5);
};

const idleScaling = { victims: 'idle', idleness: { broker: {} }, hold: '0s', min: 0 };
const idle = (server: Server) => {
  putPool(server, 'a', spec({}, idleScaling));
  putDeployment(server, 'a', 5);
};

async function pass(rig: Rig, seconds: number): Promise<void> {
  for (let turn = 0; turn < seconds; turn += 5) await rig.clock.advance(5_000);
  await rig.settle();
}

test('a standby writes nothing, asks no source and has no series of pools', async () => {
  await withRig({ prepare, leads: 'later' }, async (rig) => {
    rig.broker.set(jobs, 9);
    await pass(rig, 600);
    assert.equal(rig.writes(), []);
    assert.equal(rig.broker.wanted(), []);
    const { body } = await rig.get('/metrics');
    assert.match(body, 'roster_leader{component="controller"} 0');
    assert.not.match(body, 'pool="a"');
    assert.is((await rig.get('/readyz')).status, 200);
    assert.is((await rig.get('/healthz')).status, 200);
  });
});

test('a standby says who leads instead of showing decisions', async () => {
  await withRig({ prepare, leads: 'later' }, async (rig) => {
    for (const path of ['/v1/pools', `/v1/pools/${home}/a/decisions`]) {
      const { status, body } = await rig.get(path);
      assert.is(status, 409);
      assert.is(JSON.parse(body).leader, 'roster-controller-other');
    }
  });
});

test('a new leader raises at once and lowers nothing before the hold has passed', async () => {
  await withRig({ prepare, leads: 'later' }, async (rig) => {
    await pass(rig, 300);
    rig.broker.set(jobs, 1);
    rig.lease.give();
    await pass(rig, 110);
    assert.is(rig.replicas('a'), 5);
    rig.broker.set(jobs, 7);
    await rig.settle();
    assert.is(rig.replicas('a'), 7);
  });
});

test('what an earlier term knew lowers nothing in the next', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 1);
    await pass(rig, 100);
    rig.lease.take();
    await pass(rig, 10);
    rig.lease.give();
    await pass(rig, 100);
    assert.is(rig.replicas('a'), 5, 'the hold begins anew');
    await pass(rig, 60);
    assert.is(rig.replicas('a'), 1);
  });
});

test('a lease that is lost between the decision and the patch lets nothing be written', async () => {
  const lose: { now: () => void } = { now: () => {} };
  const drain: Drain = {
    prepare: async (_pool, _pods, howMany) => {
      lose.now();
      return { confirmed: howMany };
    },
  };
  await withRig({ prepare: idle, parts: { drain } }, async (rig) => {
    lose.now = rig.lease.take;
    await rig.settle();
    rig.writes();
    rig.broker.set(jobs, 1);
    await pass(rig, 60);
    assert.is(rig.lease.isLeader(), false, 'the decision was made');
    assert.equal(rig.writes(), []);
    assert.is(rig.replicas('a'), 5);
  });
});

test('a lease that went and came back does not let an old decision be written', async () => {
  const flip: { now: () => void } = { now: () => {} };
  const drain: Drain = {
    prepare: async (_pool, _pods, howMany) => {
      flip.now();
      return { confirmed: howMany };
    },
  };
  await withRig({ prepare: idle, parts: { drain } }, async (rig) => {
    flip.now = () => {
      flip.now = () => {};
      rig.lease.take();
      rig.broker.set(jobs, 4);
      rig.lease.give();
    };
    rig.broker.set(jobs, 1);
    await pass(rig, 60);
    assert.equal(
      rig.writes().filter((one) => one.includes('scale')),
      ['PATCH deployments/a/scale 4'],
    );
  });
});

test('a policy that is edited while its workers are drained is decided anew', async () => {
  const edit: { now: () => void } = { now: () => {} };
  const drain: Drain = {
    prepare: async (_pool, _pods, howMany) => {
      edit.now();
      for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setImmediate(done));
      return { confirmed: howMany };
    },
  };
  await withRig({ prepare: idle, parts: { drain } }, async (rig) => {
    const { min: _, ...scaling } = idleScaling;
    edit.now = () => {
      putPool(rig.server, 'a', spec({}, { ...scaling, min: 4 }), { generation: 2 });
    };
    rig.broker.set(jobs, 1);
    await pass(rig, 60);
    assert.equal(
      rig.writes().filter((one) => one.includes('scale')),
      ['PATCH deployments/a/scale 4'],
    );
  });
});

test('a step down is as long as workers were confirmed, and goes on when more are', async () => {
  let free = 1;
  const asked: number[] = [];
  const drain: Drain = {
    prepare: async (_pool, _pods, howMany) => {
      asked.push(howMany);
      const confirmed = Math.min(free, howMany);
      free -= confirmed;
      return { confirmed };
    },
  };
  await withRig({ prepare: idle, parts: { drain } }, async (rig) => {
    rig.broker.set(jobs, 2);
    await rig.settle();
    assert.is(rig.replicas('a'), 4);
    await pass(rig, 20);
    assert.is(rig.replicas('a'), 4);
    free = 5;
    await pass(rig, 10);
    assert.is(rig.replicas('a'), 2);
    assert.is(asked[0], 3);
  });
});

test('a busy worker that went instead of the chosen one is counted and told once', async () => {
  const drain: Drain = {
    prepare: async () => ({ confirmed: 0 }),
    departed: (pool, pod) => (pod === 'a-1' ? { wasBusy: pool === 'work/a' } : undefined),
  };
  await withRig({ prepare: idle, parts: { drain } }, async (rig) => {
    rig.broker.set(jobs, 5);
    for (const name of ['a-1', 'a-2']) putWorker(rig.server, name, {});
    await rig.settle();
    for (const name of ['a-1', 'a-2']) {
      putWorker(rig.server, name, { deletionTimestamp: '2026-11-22T08:00:00Z' });
      await rig.settle();
      rig.server.take('pods', 'work', name);
      await rig.settle();
    }
    const { body } = await rig.get('/metrics');
    assert.match(body, 'roster_busy_workers_killed_total{namespace="work",pool="a"} 1\n');
    const told = rig.server.writes().filter((one) => JSON.stringify(one.body).includes('Mismatch'));
    assert.is(told.length, 1);
  });
});

function putWorker(server: Server, name: string, metadata: object): void {
  const ownerReferences = [{ kind: 'ReplicaSet', name: 'a', uid: '1', controller: true }];
  const labels = { 'roster.dev/pool': 'a' };
  server.put('pods', {
    metadata: { name, namespace: 'work', labels, ownerReferences, ...metadata },
    status: { phase: 'Running' },
  });
}

for (const scaling of [{ victims: 'any' }, { victims: 'idle' }])
  test(`with ${JSON.stringify(scaling)} nobody is asked who may go`, async () => {
    const drain: Drain = {
      prepare: async () => {
        throw new Error('asked');
      },
    };
    const any = (server: Server) => {
      putPool(server, 'a', spec({}, { ...scaling, hold: '0s' }));
      putDeployment(server, 'a', 5);
    };
    await withRig({ prepare: any, parts: { drain } }, async (rig) => {
      rig.broker.set(jobs, 2);
      await rig.settle();
      assert.is(rig.replicas('a'), 2);
    });
  });

test.run();
