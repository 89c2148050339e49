import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runtimeMetrics } from '../../../src/model/runtime-metrics.ts';
import type { LedgerDocument } from '../../../src/scaling/ledger-entry.ts';
import { replay } from '../../../src/scaling/replay.ts';
import { onQueue, putDeployment, putGroup, putPool, spec } from './objects.ts';
import { home, queueKey, type Rig, withRig } from './rig.ts';

type Server = Rig['server'];
const jobs = queueKey('jobs');
const prepare = (server: Server) => {
  putPool(server, 'a', spec());
  putDeployment(server, 'a', 2);
};

async function pass(rig: Rig, minutes: number): Promise<void> {
  for (let turn = 0; turn < minutes * 4; turn += 1) await rig.clock.advance(15_000);
  await rig.settle();
}

/** The Events that were made, as `Normal Scaled From 2 to 5 workers: …`. */
function events({ server }: Rig): readonly string[] {
  return server
    .writes()
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/events'))
    .map(({ body }) => body as { type: string; reason: string; note: string })
    .map(({ type, reason, note }) => `${type} ${reason} ${note}`);
}

test('an Event says what was done, what broke and what is well again, each once', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 5);
    await pass(rig, 1);
    rig.broker.cut('the broker is away');
    await pass(rig, 3);
    rig.broker.mend();
    await pass(rig, 3);
    const found = events(rig);
    assert.match(found[0] ?? '', /^Normal Scaled From 2 to 5 workers: .*\.$/);
    assert.match(found[1] ?? '', /^Warning SignalStale .*the broker is away\.$/);
    assert.match(found[2] ?? '', /^Normal SignalFresh /);
    assert.is(found.length, 3);
  });
});

test('a scaling is one line in the log, with its reasons', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 5);
    await rig.settle();
    const [line, ...more] = rig.logged.filter(({ message }) => message === 'scaled');
    assert.equal(more, []);
    const { reasons, ...fields } = line!.fields as { reasons: readonly object[] };
    assert.equal(fields, { pool: 'work/a', from: 2, to: 5 });
    assert.ok(reasons.length > 0);
  });
});

test('metrics have declared names only, and say what there is', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 5);
    await rig.settle();
    putDeployment(rig.server, 'a', 5);
    await rig.settle();
    await rig.clock.advance(7_000);
    const { status, body } = await rig.get('/metrics');
    assert.is(status, 200);
    const names = [...body.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name ?? '');
    const ours = names.filter((name) => !/^(process|nodejs)_/.test(name));
    for (const name of ours) assert.ok(Object.hasOwn(runtimeMetrics, name), name);
    for (const line of [
      'roster_leader{component="controller"} 1',
      'roster_build_info{component="controller",version="0.0.0"} 1',
      'roster_pool_wanted_replicas{namespace="work",pool="a"} 5',
      'roster_pool_current_replicas{namespace="work",pool="a"} 5',
      'roster_pool_ready_replicas{namespace="work",pool="a"} 5',
      'roster_pool_max_replicas{namespace="work",pool="a"} 10',
      'roster_pool_backlog{namespace="work",pool="a"} 5',
      'roster_pool_reason{namespace="work",pool="a",reason="Backlog"} 1',
      'roster_pool_decisions_total{namespace="work",pool="a",direction="up"} 1',
      'roster_pool_decisions_total{namespace="work",pool="a",direction="down"} 0',
      'roster_busy_workers_killed_total{namespace="work",pool="a"} 0',
      'roster_reconcile_errors_total{controller="workerpool"} 0',
      'roster_scale_latency_seconds_count 1',
    ]) {
      assert.ok(body.includes(`${line}\n`), line);
    }
    const age = /roster_pool_signal_age_seconds\{[^}]*\} (\S+)/.exec(body)?.[1];
    assert.ok(Number(age) >= 7 && Number(age) < 9, `the age is that of now: ${age}`);
  });
});

test('the reason is one series, whichever it is', async () => {
  await withRig({ prepare }, async (rig) => {
    for (const messages of [5, 50, 7]) {
      rig.broker.set(jobs, messages);
      await rig.settle();
      const { body } = await rig.get('/metrics');
      assert.is([...body.matchAll(/^roster_pool_reason\{/gm)].length, 1);
    }
  });
});

test('series and memory of a pool go with the lease', async () => {
  await withRig({ prepare }, async (rig) => {
    rig.broker.set(jobs, 5);
    await rig.settle();
    rig.lease.take();
    await rig.settle();
    const { body } = await rig.get('/metrics');
    assert.not.match(body, 'pool="a"');
    assert.match(body, 'roster_leader{component="controller"} 0');
  });
});

async function decisions(rig: Rig, pool: string): Promise<LedgerDocument> {
  const { status, body } = await rig.get(`/v1/pools/${home}/${pool}/decisions`);
  assert.is(status, 200);
  return JSON.parse(body);
}

test('every decision of the ledger is made again from what it stored', async () => {
  const mixed = (server: Server) => {
    putGroup(server, 'all', { cpu: '4' });
    for (const name of ['a', 'b']) {
      putPool(server, name, spec({ group: 'all' }, onQueue(name)));
      putDeployment(server, name, 1);
    }
    putPool(server, 'c', spec());
    putDeployment(server, 'c', 1);
  };
  await withRig({ prepare: mixed }, async (rig) => {
    for (const [a, b, c] of [
      [1, 9, 3],
      [8, 8, 0],
      [0, 2, 4],
      [3, 0, 9],
    ] as const) {
      rig.broker.set(queueKey('a'), a);
      rig.broker.set(queueKey('b'), b);
      rig.broker.set(jobs, c);
      await pass(rig, 3);
    }
    for (const name of ['a', 'b', 'c']) {
      const { entries, pool, leads } = await decisions(rig, name);
      assert.is(pool, `work/${name}`);
      assert.is(leads, true);
      assert.ok(entries.length > 2);
      for (const entry of entries) {
        assert.equal(JSON.parse(JSON.stringify(replay(pool, entry))), entry.decision);
      }
    }
  });
});

test('the ledger keeps the newest decision and no more changes than it should', async () => {
  await withRig({ prepare, ledgerSize: 3 }, async (rig) => {
    for (const messages of [3, 4, 5, 6, 7, 8, 9]) {
      rig.broker.set(jobs, messages);
      await rig.settle();
    }
    await pass(rig, 3);
    const { entries, now } = await decisions(rig, 'a');
    assert.equal(
      entries.map(({ decision }) => decision.replicas),
      [9, 9, 8, 7],
    );
    assert.ok(
      now.now - (entries[0]?.now.now ?? 0) <= 60_000,
      'the newest is there, changed or not',
    );
  });
});

test('pools are listed, and a pool that is not there is not found', async () => {
  await withRig({ prepare }, async (rig) => {
    const { body } = await rig.get('/v1/pools');
    const [first] = JSON.parse(body).pools;
    assert.is(first.pool, 'work/a');
    assert.is(first.engine, 'runtime');
    assert.is((await rig.get(`/v1/pools/${home}/b/decisions`)).status, 404);
    assert.is((await rig.get(`/v1/pools/${home}/../a`)).status, 404);
    assert.is((await rig.get('/')).status, 404);
  });
});

test('a pin is followed and shown, and one that cannot be read is told', async () => {
  const pinned = (server: Server) => {
    const annotations = { 'roster.dev/pin': '4 until 2026-11-22T09:00Z because of a test' };
    putPool(server, 'a', spec(), { annotations });
    putDeployment(server, 'a', 2);
    putPool(server, 'b', spec(), { annotations: { 'roster.dev/pin': 'four' } });
    putDeployment(server, 'b', 2);
  };
  await withRig({ prepare: pinned }, async (rig) => {
    rig.broker.set(jobs, 9);
    await rig.settle();
    assert.equal([rig.replicas('a'), rig.replicas('b')], [4, 9]);
    assert.is(rig.condition('a', 'Paused'), 'True Pinned');
    assert.is(rig.condition('b', 'Paused'), 'False InvalidAnnotation');
    await pass(rig, 61);
    assert.is(rig.replicas('a'), 9);
    assert.is(rig.condition('a', 'Paused'), 'False Expired');
  });
});

test.run();
