import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Drain } from '../../../src/runtime/controller/act/drain.ts';
import { onLoss, onQueue, putDeployment, putGroup, putPool, spec } from './objects.ts';
import { queueKey, type Rig, withRig } from './rig.ts';

type Server = Rig['server'];
const impatient = { hold: '0s', onSignalLoss: onLoss('10m', { workers: 1 }) };
const prepare = (server: Server) => {
  putPool(server, 'a', spec({}, impatient));
  putDeployment(server, 'a', 5);
};

let generation = 1;
/** Writes another spec, as a sync of the policies does. */
function edit(server: Server, written: unknown): void {
  generation += 1;
  putPool(server, 'a', written, { generation });
}

async function pass(rig: Rig, minutes: number): Promise<void> {
  for (let turn = 0; turn < minutes * 4; turn += 1) await rig.clock.advance(15_000);
  await rig.settle();
}

/** Each has the signal of a pool read anew, from a broker that is away by then. */
const edits: Readonly<Record<string, (rig: Rig) => Promise<void>>> = {
  'a policy that names another queue': async ({ server }) => {
    edit(server, spec({}, { ...impatient, ...onQueue('other') }));
  },
  'a policy that could not be read for an hour': async (rig) => {
    edit(rig.server, spec({}, { ...impatient, min: 'none' }));
    await pass(rig, 60);
    edit(rig.server, spec({}, impatient));
  },
  'a pool that was KEDA’s for an hour': async (rig) => {
    edit(rig.server, spec({ engine: 'keda' }));
    await pass(rig, 60);
    edit(rig.server, spec({}, impatient));
  },
};

for (const [name, happen] of Object.entries(edits))
  test(`${name} is not a signal that was lost: it has all of holdFor to answer`, async () => {
    await withRig({ prepare }, async (rig) => {
      rig.broker.set(queueKey('jobs'), 5);
      await pass(rig, 20);
      assert.is(rig.replicas('a'), 5);
      rig.broker.cut('the broker is away');
      await happen(rig);
      await pass(rig, 9);
      assert.is(rig.replicas('a'), 5);
      await pass(rig, 3);
      assert.is(rig.replicas('a'), 1);
    });
  });

test('a pool that leaves its group for KEDA takes its numbers along', async () => {
  const grouped = (server: Server) => {
    putGroup(server, 'all', { cpu: '5' });
    putPool(server, 'a', spec({ group: 'all' }));
    putDeployment(server, 'a', 1);
  };
  await withRig({ prepare: grouped }, async (rig) => {
    rig.broker.set(queueKey('jobs'), 1);
    await pass(rig, 1);
    assert.match((await rig.get('/metrics')).body, 'roster_pool_wanted_replicas{namespace="work"');
    edit(rig.server, spec({ group: 'all', engine: 'keda' }));
    await pass(rig, 1);
    assert.not.match((await rig.get('/metrics')).body, 'pool="a"');
  });
});

test('a pool that is called like a group leaves the numbers of the group alone', async () => {
  const namesakes = (server: Server) => {
    putGroup(server, 'all', { cpu: '5' });
    putPool(server, 'a', spec({ group: 'all' }));
    putDeployment(server, 'a', 1);
    putPool(server, 'all', spec());
    putDeployment(server, 'all', 1);
  };
  await withRig({ prepare: namesakes }, async (rig) => {
    rig.broker.set(queueKey('jobs'), 1);
    await pass(rig, 1);
    putDeployment(rig.server, 'all', 2);
    await rig.settle();
    assert.match(
      (await rig.get('/metrics')).body,
      'roster_group_quota{namespace="work",group="all"',
    );
  });
});

test('a pool that is deleted after its Deployment is forgotten', async () => {
  const forgotten: string[] = [];
  const drain: Drain = {
    prepare: async () => ({ confirmed: 0 }),
    forget: (poolId) => void forgotten.push(poolId),
  };
  await withRig({ prepare, parts: { drain } }, async (rig) => {
    rig.broker.set(queueKey('jobs'), 5);
    await pass(rig, 1);
    rig.server.take('deployments', 'work', 'a');
    await pass(rig, 1);
    assert.equal(forgotten, []);
    rig.server.take('workerpools', 'work', 'a');
    await rig.settle();
    assert.equal(forgotten, ['work/a']);
  });
});

test.run();
