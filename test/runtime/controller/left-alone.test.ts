import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { onQueue, putDeployment, putGroup, putPool, spec } from './objects.ts';
import { queueKey, type Rig, withRig } from './rig.ts';

type Server = Rig['server'];
const jobs = queueKey('jobs');

function scaler(plural: string, name: string, target: object) {
  return (server: Server) => {
    server.put(plural, { metadata: { name, namespace: 'work' }, spec: { scaleTargetRef: target } });
  };
}

/** Each makes pool `bad` one that is not to be touched, and says what its condition `Ready` has to be then. */
const cases: readonly {
  readonly name: string;
  readonly ready: string;
  readonly prepare: (server: Server) => void;
}[] = [
  {
    name: 'a pool without a Deployment',
    ready: 'False DeploymentMissing',
    prepare: (server) => {
      putPool(server, 'bad', spec());
      server.take('deployments', 'work', 'bad');
    },
  },
  {
    name: 'a pool whose Deployment an HPA scales',
    ready: 'False OwnedByAnother',
    prepare: (server) => {
      putPool(server, 'bad', spec());
      scaler('horizontalpodautoscalers', 'foreign', { kind: 'Deployment', name: 'bad' })(server);
    },
  },
  {
    name: 'a pool in a group that is not there',
    ready: 'False GroupMissing',
    prepare: (server) => putPool(server, 'bad', spec({ group: 'nowhere' })),
  },
  {
    name: 'a pool in a group that cannot be read',
    ready: 'False GroupInvalid',
    prepare: (server) => {
      putPool(server, 'bad', spec({ group: 'odd' }));
      putGroup(server, 'odd', { cpu: 'a lot' });
    },
  },
  {
    name: 'a pool of a mode that this version does not know',
    ready: 'False Invalid',
    prepare: (server) => putPool(server, 'bad', spec({}, { mode: 'clairvoyant' })),
  },
  {
    name: 'a pool with a field that this version does not know',
    ready: 'False Invalid',
    prepare: (server) => putPool(server, 'bad', spec({}, { floorWhileDraining: 3 })),
  },
  {
    name: 'a pool with a minimum that is no number',
    ready: 'False Invalid',
    prepare: (server) => putPool(server, 'bad', spec({}, { min: '3' })),
  },
  {
    name: 'a pool without a spec',
    ready: 'False Invalid',
    prepare: (server) => putPool(server, 'bad', null),
  },
];

for (const { name, ready, prepare } of cases) {
  test(`${name} says so, is left alone, and disturbs no other`, async () => {
    const both = (server: Server) => {
      putPool(server, 'good', spec());
      putDeployment(server, 'good', 2);
      putDeployment(server, 'bad', 4);
      prepare(server);
    };
    await withRig({ prepare: both }, async (rig) => {
      const before = rig.replicas('bad');
      rig.broker.set(jobs, 7);
      await rig.settle();
      rig.broker.set(jobs, 0);
      await rig.clock.advance(600_000);
      assert.is(rig.replicas('bad'), before);
      assert.is(rig.replicas('good'), 0);
      assert.is(rig.condition('bad', 'Ready'), ready);
      assert.is(rig.condition('good', 'Ready'), 'True WorkersReady');
      rig.writes();
      await rig.clock.advance(600_000);
      assert.equal(rig.writes(), [], 'and it is said once');
    });
  });
}

test('a pool that was left alone is scaled again when the other owner goes', async () => {
  const prepare = (server: Server) => {
    putPool(server, 'a', spec());
    putDeployment(server, 'a', 2);
    scaler('horizontalpodautoscalers', 'foreign', { kind: 'Deployment', name: 'a' })(server);
  };
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 7);
    await rig.settle();
    assert.is(rig.replicas('a'), 2);
    rig.server.take('horizontalpodautoscalers', 'work', 'foreign');
    await rig.settle();
    assert.is(rig.replicas('a'), 7);
  });
});

test('a bad pool in a group keeps its workers, and the others share what these leave', async () => {
  const prepare = (server: Server) => {
    putGroup(server, 'all', { pods: 10 });
    putPool(server, 'good', spec({ group: 'all' }, onQueue('good')));
    putDeployment(server, 'good', 0);
    putPool(server, 'bad', spec({ group: 'all' }, { min: -1 }));
    putDeployment(server, 'bad', 4);
    for (const name of ['p1', 'p2', 'p3', 'p4']) putPod(server, name, 'bad');
  };
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(queueKey('good'), 100);
    await rig.settle();
    assert.equal([rig.replicas('good'), rig.replicas('bad')], [6, 4]);
  });
});

test('what is only reported and cannot be listed keeps no pool from being scaled', async () => {
  const prepare = (server: Server) => {
    server.fail({ path: /prometheusrules|resourcequotas|scaledobjects/ }, { status: 500 });
    putGroup(server, 'all', { pods: 10 });
    putPool(server, 'watched', spec({ engine: 'keda' }));
    putPool(server, 'a', spec({ group: 'all' }));
    putDeployment(server, 'a', 2);
  };
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 7);
    await rig.settle();
    assert.is(rig.replicas('a'), 7);
  });
});

test('groups that may not be read are not said to be missing', async () => {
  const prepare = (server: Server) => {
    server.fail({ path: /capacitygroups/ }, { status: 403, reason: 'Forbidden' });
    putPool(server, 'a', spec({ group: 'all' }));
    putDeployment(server, 'a', 2);
  };
  await withRig({ prepare }, async (rig) => {
    await rig.settle();
    assert.is(rig.condition('a', 'Ready'), 'False Unreadable');
  });
});

test('a namespace without rights does not make the controller say that the API server is away', async () => {
  const prepare = (server: Server) => {
    server.fail({ path: /namespaces.bare/ }, { status: 403, reason: 'Forbidden' });
    putPool(server, 'a', spec());
    putDeployment(server, 'a', 2);
  };
  await withRig({ prepare, namespaces: ['bare', 'work'] }, async (rig) => {
    await rig.clock.advance(300_000);
    await rig.settle();
    assert.equal(await rig.get('/readyz'), { status: 200, body: 'ok\n' });
  });
});

test('what somebody wrote into an annotation comes out short and harmless, and is said once', async () => {
  const hostile = `3 until ${'x'.repeat(40_000)}\u001b[2J because\n of me`;
  const prepare = (server: Server) => {
    putPool(server, 'a', spec(), { annotations: { 'roster.dev/pin': hostile } });
    putDeployment(server, 'a', 2);
  };
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 2);
    await rig.settle();
    const said = rig.status('a').conditions?.find(({ type }) => type === 'Paused')?.message ?? '';
    assert.match(said, 'must end at a moment');
    assert.ok(said.length <= 1_000);
    assert.not.match(said, '\u001b');
    rig.writes();
    await rig.clock.advance(300_000);
    assert.equal(rig.writes(), []);
  });
});

function putPod(server: Server, name: string, pool: string): void {
  server.put('pods', {
    metadata: {
      name,
      namespace: 'work',
      labels: { 'roster.dev/pool': pool },
      ownerReferences: [{ kind: 'ReplicaSet', name: pool, uid: '1', controller: true }],
    },
    spec: { priorityClassName: 'work.all', containers: [{ name: 'worker' }] },
    status: { phase: 'Running' },
  });
}

test.run();
