import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { count, model, scene, work, worker } from './scene.ts';

scene(
  'settings that cannot be read any more keep their last good ones and touch no other model',
  async (stage) => {
    await stage.hear(work('1', '2'));
    stage.api.failing = 'Surge-1';
    stage.api.models = [model('1'), model('2', { worker_count_fixed: 7 })];
    await stage.hear(work('1', '2'));
    assert.is(stage.replicas('worker-1'), 3);
    assert.is(stage.replicas('worker-2'), 7);
  },
  { continueUpdateScaling: true },
);

scene(
  'an API that does not answer about one model holds no other up twice',
  async (stage) => {
    stage.api.failing = 'Surge-1';
    await stage.hear(work(['1', { id: 1, priority: 9 }], '2'));
    assert.is(stage.replicas('worker-1'), 0);
    assert.is(stage.replicas('worker-2'), 3);
    assert.match(JSON.stringify(stage.decisions.get('worker-1')), /the API is away/);
  },
  { rules: { totalLimit: 3, neverShutdownFixedWorkers: false, grace: 20_000 as never } },
);

scene(
  'with a limit a model whose settings are being read is waited for by those after it',
  async (stage) => {
    let answer: () => void = () => undefined;
    stage.api.until = new Promise((resolve) => {
      answer = resolve;
    });
    await stage.hear(work('1', ['2', { id: 2, priority: 9 }]));
    assert.is(count(stage), 0);
    answer();
    await stage.clock.advance(0);
    assert.is(stage.replicas('worker-2'), 3);
    assert.is(stage.replicas('worker-1'), 1);
  },
  { rules: { totalLimit: 4, neverShutdownFixedWorkers: false, grace: 20_000 as never } },
);

scene(
  'settings are read again while a model has no workers, a floor, or nothing usable',
  async (stage) => {
    await stage.hear(work());
    stage.api.models = [model('1', { worker_count_fixed: 4 }), model('2')];
    await stage.hear(work('1'));
    assert.is(stage.replicas('worker-1'), 4);
    stage.api.models = [model('1', { worker_count_fixed: 5, worker_count_min: 1 }), model('2')];
    await stage.hear(work('1'));
    assert.is(stage.replicas('worker-1'), 4); // not read again while it runs
    await stage.hear(work());
    await stage.clock.advance(20_000);
    await stage.hear(work('1'));
    assert.is(stage.replicas('worker-1'), 5);
    stage.api.models = [model('1', { worker_count_fixed: 6, worker_count_min: 1 }), model('2')];
    await stage.hear(work('1'));
    assert.is(stage.replicas('worker-1'), 6); // it has a floor now
    stage.api.models = [model('1', { worker_count_fixed: null, worker_count_min: 1 }), model('2')];
    await stage.hear(work('1'));
    assert.is(stage.replicas('worker-1'), 6); // unusable: it keeps what it has
    stage.api.models = [model('1', { worker_count_fixed: 2, worker_count_min: 0 }), model('2')];
    await stage.hear(work('1'));
    assert.is(stage.replicas('worker-1'), 2);
  },
);

scene('what is wrong with a Deployment or a model is said once, and by name', async (stage) => {
  stage.deploy(worker('3', 1, { apiVersion: 'V1' }));
  stage.deploy(worker('1', 0, { name: 'worker-younger' }));
  stage.deploy(worker('4', 1));
  stage.api.models = [
    model('1'),
    model('2', { chunks_per_worker: 0, scaling_strategy: 'DYNAMIC_TASKS' }),
  ];
  for (let message = 0; message < 3; message += 1) await stage.hear(work('1', '2', '4'));
  const warned = stage.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields);
  const about = (name: string) =>
    warned.filter((one) => JSON.stringify(one).includes(`serving ${name}"`));
  assert.match(JSON.stringify(about('worker-3')), /api-version is neither v1 nor v2/);
  assert.match(JSON.stringify(about('worker-younger')), /worker-1 is older/);
  assert.match(JSON.stringify(about('worker-4')), /knows no such model/);
  assert.match(JSON.stringify(about('worker-2')), /chunks_per_worker/);
  assert.is(warned.length, 4);
  assert.is(stage.replicas('worker-1'), 3);
  assert.is(stage.replicas('worker-4'), 1);
});

scene(
  'settings that were never read are asked for again after a pause, without a snapshot',
  async (stage) => {
    stage.api.failing = 'Surge-1';
    await stage.hear(work('1', '2'));
    assert.is(stage.replicas('worker-1'), 0);
    await stage.clock.advance(1_000);
    assert.is(stage.replicas('worker-1'), 0);
    stage.api.failing = undefined;
    await stage.clock.advance(1_999);
    assert.is(stage.replicas('worker-1'), 0);
    await stage.clock.advance(1);
    assert.is(stage.replicas('worker-1'), 3);
  },
);

test.run();
