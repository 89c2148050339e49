import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { count, model, scene, work, worker } from './scene.ts';
import { createStage, namespace } from './stage.ts';

scene('the same snapshot again has nothing to do', async (stage) => {
  await stage.hear(work('1'));
  assert.is(stage.replicas('worker-1'), 3);
  await stage.hear(work('1'));
  await stage.clock.advance(300_000);
  await stage.hear(work('1'));
  assert.is(count(stage), 1);
});

scene(
  'nothing but get, list, watch and patch of deployments is asked of the API server',
  async (stage) => {
    await stage.hear(work('1', '2'));
    await stage.hear(work());
    await stage.clock.advance(700_000);
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments`;
    for (const { method, path: asked, status } of stage.cluster.asked) {
      assert.ok(method === 'GET' || method === 'PATCH', method);
      assert.ok(asked === path || /^\/worker-\d$/.test(asked.slice(path.length)), asked);
      assert.is(status, 200);
    }
    assert.is(stage.replicas('worker-1'), 0);
  },
);

scene('every patch is fenced with the version that was decided for', async (stage) => {
  await stage.hear(work('1'));
  const [patch] = stage.cluster.writes();
  assert.ok((patch!.body as { metadata: { resourceVersion?: string } }).metadata.resourceVersion);
});

scene('a standby writes nothing, and all at once when it leads', async (stage) => {
  stage.gate = 'shut';
  await stage.hear(work('1', '2'));
  await stage.clock.advance(10_000);
  assert.is(count(stage), 0);
  assert.is(stage.decisions.get('worker-1')!.replicas, 3);
  stage.gate = 'open';
  await stage.clock.advance(1_000);
  assert.is(count(stage), 2);
});

scene(
  'a patch that fails is made again after a pause, and the other model does not wait',
  async (stage) => {
    const mend = stage.cluster.fail({ method: 'PATCH', path: /worker-1$/ }, { status: 500 });
    await stage.hear(work('1', '2'));
    assert.is(stage.replicas('worker-2'), 3);
    assert.is(stage.replicas('worker-1'), 0);
    mend();
    await stage.clock.advance(999);
    assert.is(stage.replicas('worker-1'), 0);
    await stage.clock.advance(1);
    assert.is(stage.replicas('worker-1'), 3);
  },
);

scene('a patch that fails for ever is tried every 30 s at last, and said once', async (stage) => {
  stage.cluster.fail({ method: 'PATCH' }, { status: 422, reason: 'Invalid' });
  await stage.hear(work('1'));
  await stage.clock.advance(120_000);
  const before = stage.cluster.writes().length;
  await stage.clock.advance(300_000);
  assert.is(stage.cluster.writes().length - before, 10);
  assert.is(stage.lines.filter(({ level }) => level === 'warn').length, 1);
});

scene('a patch that never ends holds up its own model alone', async (stage) => {
  const mend = stage.cluster.hang({ method: 'PATCH', path: /worker-1$/ });
  await stage.hear(work('1', '2'));
  await stage.hear(work('1', ['2', { id: 9, priority: 9 }]));
  assert.is(stage.replicas('worker-2'), 3);
  await stage.hear(work('1'));
  await stage.clock.advance(20_000);
  assert.is(stage.replicas('worker-2'), 0);
  mend();
});

scene('a write of somebody else is read again, and decided on', async (stage) => {
  const thaw = stage.cluster.freezeWatches();
  stage.deploy(worker('1', 1));
  await stage.hear(work('1'));
  assert.is(stage.replicas('worker-1'), 3);
  const statuses = stage.cluster.writes().map(({ status }) => status);
  assert.equal(statuses, [409, 200]);
  thaw();
});

scene('a Deployment that is gone is forgotten, though no watch says so', async (stage) => {
  const thaw = stage.cluster.freezeWatches();
  stage.cluster.take('deployments', namespace, 'worker-1');
  await stage.hear(work('1'));
  await stage.hear(work('1', '2'));
  await stage.hear(work('1', '2'));
  assert.equal(
    stage.cluster.writes().map(({ status }) => status),
    [404, 200],
  );
  thaw();
  stage.deploy(worker('1'));
  await stage.clock.advance(700_000);
  await stage.hear(work('1', '2'));
  assert.is(stage.replicas('worker-1'), 3);
});

scene(
  'a clean-up that falls due without a fresh picture waits for one',
  async (stage) => {
    await stage.hear(work());
    await stage.say({ kind: 'lost', because: 'the connection is closed' });
    await stage.clock.advance(60_000);
    assert.is(stage.replicas('worker-1'), 2);
    assert.is(stage.decisions.get('worker-1')!.reasons.at(-1)!.rule, 'stale');
    await stage.say({ kind: 'failed', because: 'the API is away' });
    await stage.clock.advance(60_000);
    assert.is(stage.replicas('worker-1'), 2);
    await stage.hear(work('2'));
    assert.is(stage.replicas('worker-1'), 0);
    assert.is(stage.replicas('worker-2'), 3);
  },
  { replicas: 2 },
);

scene(
  'work between two idle snapshots drops the grace period, though only the newest is acted on',
  async (stage) => {
    await stage.hear(work());
    await stage.clock.advance(15_000);
    void stage.hear(work('1'));
    await stage.hear(work());
    await stage.clock.advance(5_000);
    assert.is(stage.replicas('worker-1'), 2);
    assert.is(stage.replicas('worker-2'), 0);
    await stage.clock.advance(15_000);
    assert.is(stage.replicas('worker-1'), 0);
  },
  { replicas: 2 },
);

scene('a change by hand is undone with the next snapshot, not before', async (stage) => {
  await stage.hear(work('1'));
  stage.deploy(worker('1', 9));
  await stage.clock.advance(10_000);
  assert.is(stage.replicas('worker-1'), 9);
  await stage.hear(work('1'));
  assert.is(stage.replicas('worker-1'), 3);
});

test('a snapshot from before the first list of Deployments is acted on after it', async () => {
  const stage = createStage();
  const mend = stage.cluster.fail({ method: 'GET' }, { status: 503 });
  stage.deploy(worker('1'));
  stage.api.models = [model('1')];
  await stage.hear(work('1'));
  await stage.clock.advance(5_000);
  assert.is(count(stage), 0);
  mend();
  await stage.clock.advance(60_000);
  assert.is(stage.replicas('worker-1'), 3);
  await stage.stop();
});

test.run();
