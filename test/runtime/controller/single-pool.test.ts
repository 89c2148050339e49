import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { putDeployment, putPool, spec } from './objects.ts';
import { queueKey, type Rig, withRig } from './rig.ts';

const jobs = queueKey('jobs');
type Server = Rig['server'];
const prepare = (server: Server) => {
  putPool(server, 'a', spec());
  putDeployment(server, 'a', 2);
};

/** Passes minutes, with a reading every 15 seconds. */
async function pass(rig: Rig, minutes: number): Promise<void> {
  for (let turn = 0; turn < minutes * 4; turn += 1) await rig.clock.advance(15_000);
  await rig.settle();
}

test('messages make workers, and the status says how many and why', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 5);
    await rig.settle();
    assert.is(rig.replicas('a'), 5);
    const { wanted, engine, reason, lastDecision, observedGeneration } = rig.status('a');
    assert.equal(
      { wanted, engine, reason, observedGeneration },
      { wanted: 5, engine: 'runtime', reason: 'Backlog', observedGeneration: 1 },
    );
    assert.is(lastDecision?.replicas, 5);
    assert.is(rig.condition('a', 'SignalFresh'), 'True Fresh');
    assert.is(rig.condition('a', 'Ready'), 'False WorkersNotReady');
    putDeployment(rig.server, 'a', 5);
    await rig.settle();
    assert.is(rig.condition('a', 'Ready'), 'True WorkersReady');
  });
});

test('a second run has nothing to do', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 5);
    await rig.settle();
    putDeployment(rig.server, 'a', 5);
    await rig.settle();
    rig.writes();
    await pass(rig, 5);
    assert.equal(rig.writes(), []);
  });
});

test('one change is one patch and one status, before the watch brings either', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 2);
    await rig.settle();
    rig.writes();
    rig.server.freezeWatches();
    rig.broker.set(jobs, 6);
    await rig.settle();
    await pass(rig, 1);
    assert.equal(rig.writes(), ['PATCH deployments/a/scale 6', 'PATCH workerpools/a/status']);
  });
});

test('an empty queue lowers only after the hold', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 5);
    await pass(rig, 3);
    rig.broker.set(jobs, 0);
    await pass(rig, 1);
    assert.is(rig.replicas('a'), 5);
    await pass(rig, 2);
    assert.is(rig.replicas('a'), 0);
  });
});

test('a signal that is gone lowers nothing, however long', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 5);
    await pass(rig, 3);
    rig.broker.cut('the broker is away');
    await pass(rig, 5);
    assert.is(rig.condition('a', 'SignalFresh'), 'False Stale');
    await pass(rig, 30);
    assert.is(rig.replicas('a'), 5);
    assert.is(rig.condition('a', 'SignalFresh'), 'False Lost');
  });
});

test('a queue that never answered lowers nothing', async () => {
  await withRig({ prepare }, async (rig) => {
    await pass(rig, 60);
    assert.is(rig.replicas('a'), 2);
  });
});

test('a signal of a connection that is not configured says so and lowers nothing', async () => {
  const elsewhere = (server: Server) => {
    const signal = { prometheus: { query: 'up', connection: 'main' } };
    putPool(server, 'a', spec({}, { signal }));
    putDeployment(server, 'a', 2);
  };
  await withRig({ prepare: elsewhere }, async (rig) => {
    await pass(rig, 30);
    assert.is(rig.replicas('a'), 2);
    const fresh = rig.status('a').conditions?.find(({ type }) => type === 'SignalFresh');
    assert.match(fresh?.message ?? '', 'the configuration has no connection prometheus.main');
  });
});

test('a conflict is read again and decided anew', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.server.freezeWatches();
    putDeployment(rig.server, 'a', 3);
    rig.writes();
    rig.broker.set(jobs, 5);
    await rig.settle();
    await rig.clock.advance(2_000);
    assert.is(rig.replicas('a'), 5);
    const scales = rig.writes().filter((one) => one.includes('scale'));
    assert.equal(scales, ['PATCH deployments/a/scale 5 409', 'PATCH deployments/a/scale 5']);
  });
});

test('nothing is written before pods and autoscalers were listed', async () => {
  for (const path of [/\/pods$/, /\/horizontalpodautoscalers$/]) {
    let mend = () => {};
    const broken = (server: Server) => {
      prepare(server);
      mend = server.fail({ path }, { status: 500 });
    };
    await withRig({ prepare: broken }, async (rig) => {
      rig.broker.set(jobs, 5);
      await pass(rig, 1);
      assert.equal(rig.writes(), [], `${path}`);
      assert.is((await rig.get('/readyz')).status, 503);
      mend();
      await pass(rig, 1);
      assert.is(rig.replicas('a'), 5);
      assert.is((await rig.get('/readyz')).status, 200);
    });
  }
});

test('what may not be read is said, and nothing is scaled without it', async () => {
  for (const path of [/\/pods$/, /\/horizontalpodautoscalers$/, /\/deployments$/]) {
    let allow = () => {};
    const forbidden = (server: Server) => {
      prepare(server);
      allow = server.fail({ path }, { status: 403, reason: 'Forbidden' });
    };
    await withRig({ prepare: forbidden }, async (rig) => {
      rig.broker.set(jobs, 5);
      await pass(rig, 3);
      assert.is(rig.replicas('a'), 2, `${path}`);
      assert.is(rig.condition('a', 'Ready'), 'False Unreadable');
      allow();
      await pass(rig, 2);
      assert.is(rig.replicas('a'), 5);
    });
  }
});

test('a maximum that is lowered in flight counts at once, and a pool that is deleted is left alone', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 9);
    await pass(rig, 3);
    assert.is(rig.replicas('a'), 9);
    putPool(rig.server, 'a', spec({}, { max: 4 }), { generation: 2 });
    await rig.settle();
    assert.is(rig.replicas('a'), 4);
    assert.is(rig.status('a').observedGeneration, 2);
    rig.server.take('workerpools', 'work', 'a');
    await rig.settle();
    rig.writes();
    rig.broker.set(jobs, 0);
    await pass(rig, 30);
    assert.equal(rig.writes(), []);
    assert.equal(rig.broker.wanted(), []);
    assert.is.not((await rig.get('/metrics')).body.includes('pool="a"'), true);
  });
});

test('a pool that is made again remembers nothing of the one before', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 0);
    await rig.clock.advance(100_000);
    rig.server.take('workerpools', 'work', 'a');
    putPool(rig.server, 'a', spec());
    await rig.clock.advance(60_000);
    assert.is(rig.replicas('a'), 2);
    await rig.clock.advance(80_000);
    assert.is(rig.replicas('a'), 0);
  });
});

test('an API server that says no to one pool says so in its status, and others go on', async () => {
  const two = (server: Server) => {
    prepare(server);
    putPool(server, 'b', spec());
    putDeployment(server, 'b', 2);
    server.fail({ path: /deployments\/a\/scale/ }, { status: 403, reason: 'Forbidden' });
  };
  await withRig({ prepare: two }, async (rig) => {
    rig.broker.set(jobs, 5);
    await rig.settle();
    assert.equal([rig.replicas('a'), rig.replicas('b')], [2, 5]);
    assert.is(rig.condition('a', 'Ready'), 'False Forbidden');
  });
});

test('a status that cannot be written keeps no pool from being scaled', async () => {
  const refused = (server: Server) => {
    prepare(server);
    server.fail({ path: /workerpools\/a\/status/ }, { status: 500 });
  };
  await withRig({ prepare: refused }, async (rig) => {
    rig.broker.set(jobs, 5);
    await rig.settle();
    assert.is(rig.replicas('a'), 5);
    rig.broker.set(jobs, 7);
    await rig.settle();
    assert.is(rig.replicas('a'), 7);
    const { body } = await rig.get('/metrics');
    assert.not.match(body, /roster_reconcile_errors_total\{controller="workerpool"\} 0\n/);
  });
});

test('a pool of one worker a node follows nodes that can take one', async () => {
  const nodes = (server: Server) => {
    const {
      signal: _,
      unitsPerWorker: __,
      pollingInterval: ___,
      onSignalLoss: ____,
      ...scaling
    } = spec().scaling as Record<string, unknown>;
    putPool(server, 'a', {
      ...spec(),
      scaling: { ...scaling, mode: 'perNode', nodes: { pool: 'x' }, hold: '0s' },
    });
    putDeployment(server, 'a', 0);
    for (const name of ['n1', 'n2', 'n3']) putNode(server, name, {});
    putNode(server, 'n4', { pool: 'y' });
  };
  await withRig({ prepare: nodes }, async (rig) => {
    await rig.settle();
    assert.is(rig.replicas('a'), 3);
    putNode(rig.server, 'n3', {}, { unschedulable: true });
    await rig.settle();
    assert.is(rig.replicas('a'), 2);
  });
});

function putNode(server: Server, name: string, labels: object, more: object = {}): void {
  server.put('nodes', {
    metadata: { name, labels: { pool: 'x', ...labels } },
    spec: more,
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  });
}

test.run();
