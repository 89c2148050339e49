import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Idleness } from '../../../src/model/scaling.ts';
import { type Ask, readStates } from '../../../src/runtime/drain/read-states.ts';
import type { WorkerPod } from '../../../src/runtime/drain/worker-state.ts';
import { pod } from './pods.ts';

const nobody: Ask = {
  consumers: () => Promise.resolve([]),
  endpoint: () => Promise.resolve('unknown'),
};
const { signal } = new AbortController();

async function states(idleness: Idleness, pods: readonly WorkerPod[], ask: Partial<Ask> = {}) {
  return Object.fromEntries(await readStates(idleness, pods, { ...nobody, ...ask }, signal));
}

const byKey: Idleness = { from: 'annotation', key: 'example.org/state' };

for (const [value, state] of [
  ['idle', 'idle'],
  ['busy', 'busy'],
  ['Idle', 'unknown'],
  ['', 'unknown'],
] as const) {
  test(`an annotation ${JSON.stringify(value)} says ${state}`, async () => {
    const annotations = { 'example.org/state': value };
    assert.equal(await states(byKey, [pod('a', { annotations })]), { a: state });
  });
}

test('a worker without the annotation is not known to be idle', async () => {
  assert.equal(await states(byKey, [pod('a')]), { a: 'unknown' });
});

test('a pod that does not run is idle whatever its annotation says', async () => {
  const annotations = { 'example.org/state': 'busy' };
  assert.equal(await states(byKey, [pod('a', { annotations, isRunning: false })]), { a: 'idle' });
});

test('a pod that is going is not asked', async () => {
  assert.equal(await states(byKey, [pod('a', { isTerminating: true })]), {});
});

test('each worker is asked at its own address', async () => {
  const asked: string[] = [];
  const endpoint: Ask['endpoint'] = (ip, port, path) => {
    asked.push(`${ip}:${port}${path}`);
    return Promise.resolve('idle');
  };
  const pods = [pod('a', { ip: '10.1.0.1' }), pod('b', { ip: '10.1.0.2' })];
  assert.equal(await states({ from: 'http', port: 9, path: '/idle' }, pods, { endpoint }), {
    a: 'idle',
    b: 'idle',
  });
  assert.equal(asked, ['10.1.0.1:9/idle', '10.1.0.2:9/idle']);
});

test('a consumer with unacknowledged messages is busy, one without is idle, one that is not there is unknown', async () => {
  const pods = ['1', '2', '3'].map((n) => pod(`p${n}`, { ip: `10.1.0.${n}` }));
  const consumers = () =>
    Promise.resolve([
      { peerHost: '10.1.0.1', unacked: 1 },
      { peerHost: '10.1.0.2', unacked: 0 },
    ]);
  assert.equal(await states({ from: 'broker' }, pods, { consumers }), {
    p1: 'busy',
    p2: 'idle',
    p3: 'unknown',
  });
});

test('a worker with two consumers is busy while one of them is', async () => {
  const consumers = () =>
    Promise.resolve([
      { peerHost: '::ffff:10.1.0.1', unacked: 2 },
      { peerHost: '10.1.0.1', unacked: 0 },
    ]);
  assert.equal(await states({ from: 'broker' }, [pod('a', { ip: '10.1.0.1' })], { consumers }), {
    a: 'busy',
  });
});

test('an address that two workers share says nothing of either', async () => {
  const pods = [pod('a', { ip: '10.1.0.1' }), pod('b', { ip: '10.1.0.1' })];
  const consumers = () => Promise.resolve([{ peerHost: '10.1.0.1', unacked: 0 }]);
  assert.equal(await states({ from: 'broker' }, pods, { consumers }), {
    a: 'unknown',
    b: 'unknown',
  });
});

test.run();
