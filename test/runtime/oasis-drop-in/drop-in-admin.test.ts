import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instant } from '../../../src/model/units.ts';
import { answerAdmin } from '../../../src/runtime/controller/admin/answer-admin.ts';
import { createDropInAdmin } from '../../../src/runtime/oasis-drop-in/drop-in-admin.ts';
import type { PlatformDecision } from '../../../src/scaling/oasis/plan.ts';

const now = { now: instant(0), wall: instant(0) };
const up: PlatformDecision = {
  current: 0,
  wanted: 3,
  replicas: 3,
  reasons: [{ rule: 'platform', strategy: 'QUEUE_LOAD', analyses: 3, tasks: 9, workers: 3 }],
};
const idle: PlatformDecision = {
  current: 3,
  wanted: 0,
  replicas: 3,
  reasons: [{ rule: 'idle', units: 0, workers: 0 }],
};

function setUp(leads = true) {
  const clock = { read: () => now };
  const options = { clock, namespace: 'oasis', version: '1.2.3', leads: () => leads };
  const admin = createDropInAdmin(options);
  const get = async (path: string) => answerAdmin('GET', path, admin.state);
  const series = async () =>
    (await get('/metrics')).body.split('\n').filter((line) => line !== '' && line[0] !== '#');
  return { admin, get, series };
}

test('a model is shown by the name of its Deployment, with the rule that decided', async () => {
  const { admin, series } = setUp();
  admin.decided(new Map([['worker-a', up]]));
  const lines = await series();
  assert.ok(lines.includes('roster_pool_wanted_replicas{namespace="oasis",pool="worker-a"} 3'));
  assert.ok(
    lines.includes('roster_pool_reason{namespace="oasis",pool="worker-a",reason="Platform"} 1'),
  );
  assert.ok(
    lines.includes(
      'roster_pool_decisions_total{namespace="oasis",pool="worker-a",direction="up"} 1',
    ),
  );
});

test('a model has one reason at a time', async () => {
  const { admin, series } = setUp();
  admin.decided(new Map([['worker-a', up]]));
  admin.decided(new Map([['worker-a', idle]]));
  const reasons = (await series()).filter((line) => line.startsWith('roster_pool_reason'));
  assert.equal(reasons, ['roster_pool_reason{namespace="oasis",pool="worker-a",reason="Idle"} 1']);
});

test('a model that is not served any more leaves no series', async () => {
  const { admin, series } = setUp();
  admin.decided(new Map([['worker-a', up]]));
  admin.decided(new Map());
  assert.not((await series()).some((line) => line.includes('worker-a')));
});

test('a standby counts no changes, for it makes none', async () => {
  const { admin, series } = setUp(false);
  admin.decided(new Map([['worker-a', up]]));
  assert.ok(
    (await series()).includes(
      'roster_pool_decisions_total{namespace="oasis",pool="worker-a",direction="up"} 0',
    ),
  );
});

test('why a model has its number is told in sentences', async () => {
  const { admin, get } = setUp();
  admin.decided(new Map([['worker-a', up]]));
  const { status, body } = await get('/v1/pools/oasis/worker-a/decisions');
  assert.is(status, 200);
  assert.equal(JSON.parse(body), {
    pool: 'oasis/worker-a',
    current: 0,
    wanted: 3,
    replicas: 3,
    reasons: [
      'the strategy QUEUE_LOAD of the platform wants 3 workers for 3 analyses with 9 tasks',
    ],
  });
});

test('a Deployment that is not served is not found', async () => {
  const { get } = setUp();
  assert.is((await get('/v1/pools/oasis/worker-a/decisions')).status, 404);
});

test('reads of the platform are counted from the start', async () => {
  const { admin, series } = setUp();
  admin.observed('error');
  const reads = (await series()).filter((line) => line.startsWith('roster_signal_reads_total'));
  assert.equal(reads, [
    'roster_signal_reads_total{source="oasis.main",result="ok"} 0',
    'roster_signal_reads_total{source="oasis.main",result="error"} 1',
  ]);
});

test.run();
