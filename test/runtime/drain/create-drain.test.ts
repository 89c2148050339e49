import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Idleness } from '../../../src/model/scaling.ts';
import { instant } from '../../../src/model/units.ts';
import { createDrain, type DrainedPool } from '../../../src/runtime/drain/create-drain.ts';
import type { Ask } from '../../../src/runtime/drain/read-states.ts';
import type { PodObject } from '../../../src/runtime/drain/worker-pod.ts';
import { deletionCost } from '../../../src/runtime/kube/annotate-pod.ts';
import { type ApiCall, type ApiClient, ApiError } from '../../../src/runtime/kube/api-client.ts';

const { signal } = new AbortController();
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const byKey: Idleness = { from: 'annotation', key: 'example.org/state' };

function object(
  name: string,
  state: string,
  annotations: Readonly<Record<string, string>> = {},
): PodObject {
  return {
    metadata: {
      name,
      namespace: 'here',
      resourceVersion: '7',
      annotations: { 'example.org/state': state, ...annotations },
    },
    spec: { nodeName: 'n' },
    status: {
      phase: 'Running',
      podIP: `10.0.0.${name.charCodeAt(0)}`,
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ state: { running: {} } }],
    },
  };
}

interface Setting {
  readonly idleness?: Idleness;
  /** Names of pods whose patches are refused. */
  readonly refuse?: readonly string[];
  readonly ask?: Partial<Ask>;
  /** What became of a pod that is read again after it was marked. */
  readonly changed?: Partial<PodObject>;
}

function setUp({ idleness = byKey, refuse = [], ask = {}, changed = {} }: Setting = {}) {
  const written: string[] = [];
  let present: readonly PodObject[] = [];
  const api: Pick<ApiClient, 'call'> = {
    call: <T>({ method, path, body }: ApiCall) => {
      const name = path.split('/').at(-1) ?? '';
      if (method === 'GET') {
        const found = present.find(({ metadata }) => metadata.name === name);
        return Promise.resolve({ ...found, ...changed } as T);
      }
      if (refuse.includes(name)) return Promise.reject(new ApiError('changed', 409, 'Conflict'));
      const { metadata } = body as {
        metadata: { resourceVersion: string; annotations: Record<string, string | null> };
      };
      written.push(`${name}@${metadata.resourceVersion}=${metadata.annotations[deletionCost]}`);
      return Promise.resolve({ metadata: { name, resourceVersion: '8' } } as T);
    },
  };
  let now = 1_000_000;
  const clock = {
    read: () => ({ now: instant(now), wall: instant(now) }),
    sleep: (length: number) => {
      written.push(`waits ${length}`);
      return Promise.resolve();
    },
  };
  const nobody: Ask = {
    consumers: () => Promise.resolve([]),
    endpoint: () => Promise.resolve('unknown'),
    ...ask,
  };
  const drain = createDrain(api, () => nobody, { clock, log: silent });
  const pool: DrainedPool = { id: 'here/p', namespace: 'here', idleness };
  const prepare = (pods: readonly PodObject[], howMany: number) => {
    present = pods;
    return drain.prepare(pool, pods, howMany, signal);
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  const patches = () => written.filter((one) => !one.startsWith('waits'));
  return { drain, prepare, written, patches, pass };
}

test('idle workers are marked on exactly the version that was looked at', async () => {
  const { prepare, patches } = setUp();
  const { confirmed, busy } = await prepare([object('a', 'busy'), object('b', 'idle')], 2);
  assert.equal(
    { confirmed, busy, written: patches() },
    { confirmed: 1, busy: 1, written: ['b@7=-1000'] },
  );
});

test('what could not be confirmed is asked for again in some seconds', async () => {
  const { prepare } = setUp();
  assert.is((await prepare([object('a', 'busy')], 1)).again, 1_005_000);
  assert.is((await prepare([object('a', 'idle')], 1)).again, undefined);
});

test('a worker that changed since it was looked at does not count', async () => {
  const { prepare } = setUp({ refuse: ['a'] });
  assert.is((await prepare([object('a', 'idle'), object('b', 'idle')], 2)).confirmed, 1);
});

test('nobody goes while a busy worker keeps an old mark that cannot be taken off', async () => {
  const { prepare } = setUp({ refuse: ['a'] });
  const pods = [object('a', 'busy', { [deletionCost]: '-1000' }), object('b', 'idle')];
  assert.is((await prepare(pods, 1)).confirmed, 0);
});

test('an old mark of a busy worker is taken off before a new one is put on', async () => {
  const { prepare, patches } = setUp();
  const pods = [object('a', 'busy', { [deletionCost]: '-1000' }), object('b', 'idle')];
  assert.is((await prepare(pods, 1)).confirmed, 1);
  assert.equal(patches(), ['a@7=null', 'b@7=-1000']);
});

test('nobody goes while the broker cannot say who is idle', async () => {
  const ask = { consumers: () => Promise.reject(new Error('away')) };
  const { prepare, written } = setUp({ idleness: { from: 'broker' }, ask });
  assert.is((await prepare([object('a', '')], 1)).confirmed, 0);
  assert.equal(written, []);
});

test('a consumer is taken only when it was idle for longer than the statistics of a broker are old', async () => {
  const ask = { consumers: () => Promise.resolve([{ peerHost: '10.0.0.97', unacked: 0 }]) };
  const { prepare, pass } = setUp({ idleness: { from: 'broker' }, ask });
  const confirmed = async () => (await prepare([object('a', '')], 1)).confirmed;
  assert.is(await confirmed(), 0);
  pass(5_999);
  assert.is(await confirmed(), 0);
  pass(1);
  assert.is(await confirmed(), 1);
});

test('a consumer that was busy in between begins anew', async () => {
  let unacked = 0;
  const ask = { consumers: () => Promise.resolve([{ peerHost: '10.0.0.97', unacked }]) };
  const { prepare, pass } = setUp({ idleness: { from: 'broker' }, ask });
  const confirmed = async () => (await prepare([object('a', '')], 1)).confirmed;
  await confirmed();
  unacked = 1;
  pass(3_000);
  await confirmed();
  unacked = 0;
  pass(3_000);
  assert.is(await confirmed(), 0);
});

test('a consumer that nobody looked at for a while is not idle since then', async () => {
  const ask = { consumers: () => Promise.resolve([{ peerHost: '10.0.0.97', unacked: 0 }]) };
  const { prepare, pass } = setUp({ idleness: { from: 'broker' }, ask });
  const confirmed = async () => (await prepare([object('a', '')], 1)).confirmed;
  await confirmed();
  pass(30_001);
  assert.is(await confirmed(), 0);
  pass(6_000);
  assert.is(await confirmed(), 1);
});

test('a worker that takes work while it is being marked keeps everybody', async () => {
  let asked = 0;
  const endpoint: Ask['endpoint'] = () => Promise.resolve(asked++ === 0 ? 'idle' : 'busy');
  const { prepare } = setUp({ idleness: { from: 'http', port: 9, path: '/' }, ask: { endpoint } });
  assert.is((await prepare([object('a', '')], 1)).confirmed, 0);
});

test('a mark has a second to spread before the workers are asked again', async () => {
  const { prepare, written } = setUp();
  await prepare([object('a', 'idle')], 1);
  assert.equal(written, ['a@7=-1000', 'waits 1000']);
});

test('the end of a mark has as long, for its worker would be the first to go', async () => {
  const { prepare, written } = setUp();
  const ours = { [deletionCost]: '-1000' };
  await prepare([object('a', 'busy', ours), object('b', 'idle', ours)], 1);
  assert.equal(written, ['a@7=null', 'waits 1000']);
});

test('who was marked before is not waited for', async () => {
  const { prepare, written } = setUp();
  const { confirmed } = await prepare([object('a', 'idle', { [deletionCost]: '-1000' })], 1);
  assert.equal({ confirmed, written }, { confirmed: 1, written: [] });
});

test('a worker that says that it is busy while its mark spreads keeps everybody', async () => {
  const { prepare } = setUp({ changed: object('a', 'busy') });
  assert.is((await prepare([object('a', 'idle')], 1)).confirmed, 0);
});

test('a busy worker that goes after a step is told, the chosen one is not', async () => {
  const { drain, prepare } = setUp();
  await prepare([object('a', 'busy'), object('b', 'idle'), object('c', 'idle')], 2);
  drain.stepped('here/p');
  assert.is(drain.departed('here/p', 'b'), undefined);
  assert.equal(drain.departed('here/p', 'a'), { wasBusy: true });
  assert.is(drain.departed('here/p', 'c'), undefined, 'both that were expected have gone');
});

test('who goes before any step was made is nothing of ours', async () => {
  const { drain, prepare } = setUp();
  await prepare([object('a', 'busy'), object('b', 'idle')], 1);
  assert.is(drain.departed('here/p', 'a'), undefined);
});

test('a victim of an earlier step that goes before the next step is made is waited for once', async () => {
  const { drain, prepare } = setUp();
  await prepare([object('a', 'idle'), object('b', 'busy')], 1);
  drain.stepped('here/p');
  await prepare([object('a', 'idle'), object('b', 'idle')], 2);
  assert.is(drain.departed('here/p', 'a'), undefined);
  drain.stepped('here/p');
  assert.is(drain.departed('here/p', 'b'), undefined);
  assert.is(drain.departed('here/p', 'c'), undefined, 'nobody is waited for any more');
});

test('who goes minutes after a step went for another reason', async () => {
  const { drain, prepare, pass } = setUp();
  await prepare([object('a', 'busy'), object('b', 'idle')], 1);
  drain.stepped('here/p');
  pass(300_001);
  assert.is(drain.departed('here/p', 'a'), undefined);
});

test('a pod that never ran goes first and is not asked', async () => {
  const { prepare, written } = setUp();
  const pending: PodObject = { metadata: { name: 'p' }, status: { phase: 'Pending' } };
  assert.is((await prepare([object('a', 'busy'), pending], 1)).confirmed, 1);
  assert.equal(written, []);
});

test.run();
