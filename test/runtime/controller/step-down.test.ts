import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Drain } from '../../../src/runtime/controller/act/drain.ts';
import { putDeployment, putPool, spec } from './objects.ts';
import { home, queueKey, type Rig, withRig } from './rig.ts';

type Server = Rig['server'];
const jobs = queueKey('jobs');

/** A Deployment of so many replicas, with so many pods. */
function workers(replicas: number, pods: number) {
  return (server: Server) => {
    putPool(server, 'a', spec({}, { victims: 'idle', idleness: { broker: {} }, hold: '0s' }));
    putDeployment(server, 'a', replicas);
    for (let index = 0; index < pods; index += 1) {
      const owner = { kind: 'ReplicaSet', name: 'a', uid: '1', controller: true };
      server.put('pods', {
        metadata: {
          name: `a-${index}`,
          namespace: 'work',
          labels: { 'roster.dev/pool': 'a' },
          ownerReferences: [owner],
        },
        status: { phase: 'Running' },
      });
    }
  };
}

/** Knows so many idle workers, whoever asks for how many. */
function idle(count: number) {
  const asked: number[] = [];
  const drain: Drain = {
    prepare: async (_pool, _pods, howMany) => {
      asked.push(howMany);
      return { confirmed: Math.min(count, howMany) };
    },
  };
  return { asked, parts: { drain } };
}

const cases = [
  { name: 'all pods are there', pods: 4, idle: 2, asked: 2, replicas: 2 },
  { name: 'one of an earlier step is still to go', pods: 5, idle: 3, asked: 3, replicas: 2 },
  { name: 'only that one is idle', pods: 5, idle: 1, asked: 3, replicas: 4 },
  { name: 'more are to go than are idle', pods: 7, idle: 2, asked: 5, replicas: 4 },
];

for (const { name, pods, idle: count, asked: howMany, replicas } of cases) {
  test(`a pool of four that wants two has ${replicas} where ${name}`, async () => {
    const { asked, parts } = idle(count);
    await withRig({ prepare: workers(4, pods), parts }, async (rig) => {
      rig.broker.set(jobs, 2);
      await rig.settle();
      assert.is(asked[0], howMany);
      assert.is(rig.replicas('a'), replicas);
    });
  });
}

test('workers that stay because they are busy are told of in the status and in the ledger', async () => {
  await withRig({ prepare: workers(4, 4), parts: idle(1).parts }, async (rig) => {
    rig.broker.set(jobs, 0);
    await rig.settle();
    assert.is(rig.condition('a', 'Bounded'), 'True BusyWorkers');
    assert.is(rig.status('a').reason, 'BusyWorkers');
    const { body } = await rig.get(`/v1/pools/${home}/a/decisions`);
    const [newest] = JSON.parse(body).entries;
    assert.is(newest.decision.replicas, 0, 'what was decided stays what it was');
    assert.is(newest.held.rule, 'busyWorkers');
  });
});

test.run();
