import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ApiRefusal } from '../client/api-refusal.ts';
import type { ApiCall, ApiServer } from '../client/api-server.ts';
import { type Clock, systemClock } from '../clock.ts';
import { until } from '../until.ts';
import { kubeletBackOff } from './back-off.ts';
import type { Play } from './played/play.ts';
import { playPods } from './played/play-pods.ts';
import { startPodWorker } from './pod-worker.ts';
import type { WirePod } from './wire.ts';

const test = suite('the worker of a pod');
const name = { namespace: 'default', name: 'worker' };

test('writes nothing at a second look', async () => {
  const { worker, calls, api } = start({});
  await until('it runs', async () => api.phase() === 'Running');
  const written = calls.length;
  worker.update({ ...api.pod(), metadata: { ...api.pod().metadata, resourceVersion: '1000' } });
  await nothingMore();
  assert.is(calls.length, written);
  await worker.halt();
});

test('writes its status again when someone else has changed it', async () => {
  const { worker, api } = start({});
  await until('it runs', async () => api.phase() === 'Running');
  api.change({ status: { ...api.pod().status, phase: 'Unknown' } });
  worker.update(api.pod());
  await until('it runs again', async () => api.phase() === 'Running');
  await worker.halt();
});

test('tries again when the API server does not take the status', async () => {
  const { worker, calls, api, errors } = start({}, { refusals: [503, 500] });
  await until('it runs', async () => api.phase() === 'Running');
  assert.is(calls.filter(({ method }) => method === 'PATCH').length, 3);
  assert.is(errors.length, 2, 'and says so');
  await worker.halt();
});

test('deletes a pod for good only after its containers ended, once, and by its uid', async () => {
  const { worker, calls, api } = start({ terminationMs: 50 });
  await until('it runs', async () => api.phase() === 'Running');
  const deletionTimestamp = '2026-01-01T12:00:00Z';
  const metadata = { ...api.pod().metadata, deletionTimestamp, deletionGracePeriodSeconds: 30 };
  api.change({ metadata });
  worker.update(api.pod());
  const isDelete = ({ method }: ApiCall) => method === 'DELETE';
  await until('it is deleted', async () => calls.some(isDelete));
  assert.is(api.phase(), 'Succeeded', 'its last status came before');
  assert.equal(calls.at(-1)?.body, {
    ...{ kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0 },
    preconditions: { uid: 'uid' },
  });
  api.change({ metadata: { ...metadata, finalizers: ['roster.test/keep'] } });
  worker.update(api.pod());
  await nothingMore();
  assert.is(calls.filter(isDelete).length, 1);
  await worker.halt();
});

test('acts on a deletion that only the answer to its own status tells of', async () => {
  const { worker, calls, api } = start({}, { deletedAtPatch: 2 });
  await until('it runs', async () => api.phase() === 'Running');
  await nothingMore();
  api.change({ status: { ...api.pod().status, phase: 'Unknown' } });
  worker.update(api.pod()); // makes it write again, and nothing else will wake it
  await until('it is deleted', async () => calls.some(({ method }) => method === 'DELETE'));
  assert.is(api.phase(), 'Succeeded');
  await worker.halt();
});

test('keeps to its start time while its first status is refused', async () => {
  let seconds = 0;
  const now = () => {
    seconds += 1;
    return new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));
  };
  const { worker, calls, api } = start({}, { refusals: [503], clock: { ...systemClock, now } });
  await until('it runs', async () => api.phase() === 'Running');
  const patches = calls.filter(({ method }) => method === 'PATCH');
  const [refused, ...taken] = patches.map((call) => statusIn(call).startTime);
  assert.ok(refused);
  for (const startTime of taken) assert.is(startTime, refused);
  await worker.halt();
});

test('leaves a pod alone that was over before', async () => {
  const { worker, calls, played } = start({}, { status: { phase: 'Failed' } });
  await nothingMore();
  assert.equal(calls, []);
  assert.throws(() => played.exit(name, 0), /no container .* runs/);
  await worker.halt();
});

test('says nothing any more once it is halted', async () => {
  const { worker, calls, played } = start({});
  await worker.halt();
  const written = calls.length;
  await nothingMore();
  assert.is(calls.length, written);
  assert.throws(() => played.exit(name, 0), /no container .* runs/);
});

test('is halted with a sidecar, which is told to stop when the others have ended', async () => {
  const { worker, played, api } = start({}, { initContainers: [sidecar] });
  await until('it runs', async () => api.phase() === 'Running');
  await worker.halt();
  assert.throws(() => played.exit(name, 0), /no container .* runs/);
});

const sidecar = { name: 'sidecar', image: 'sidecar:1', restartPolicy: 'Always' };

interface Circumstances {
  readonly initContainers?: readonly (typeof sidecar)[];
  readonly refusals?: readonly number[];
  readonly status?: WirePod['status'];
  /** Someone deletes the pod just before the patch of this number arrives. */
  readonly deletedAtPatch?: number;
  readonly clock?: Clock;
}

function start(play: Play, circumstances: Circumstances = {}) {
  const calls: ApiCall[] = [];
  const errors: Error[] = [];
  const api = fakeApi(calls, circumstances);
  const played = playPods(() => play);
  const worker = startPodWorker(api.pod(), {
    api,
    clock: circumstances.clock ?? systemClock,
    runtime: played,
    backOff: kubeletBackOff,
    probeSecondMs: 10,
    hostIp: '127.0.0.1',
    podIp: '10.64.0.1',
    onError: (error) => errors.push(error),
  });
  return { worker, calls, errors, played, api };
}

/** An API server that holds one pod, and refuses the first patches. */
function fakeApi(calls: ApiCall[], circumstances: Circumstances) {
  const { status = {}, deletedAtPatch, initContainers = [] } = circumstances;
  const refusals = [...(circumstances.refusals ?? [])];
  let version = 1;
  let patches = 0;
  let pod: WirePod = {
    metadata: { ...name, uid: 'uid', resourceVersion: '1', generation: 1 },
    spec: {
      nodeName: 'node',
      containers: [{ name: 'main', image: 'worker:1' }],
      initContainers: [...initContainers],
    },
    status,
  };
  const change = (fields: Partial<WirePod>): void => {
    version += 1;
    pod = { ...pod, ...fields };
    pod = { ...pod, metadata: { ...pod.metadata, resourceVersion: `${version}` } };
  };
  const patch = (call: ApiCall): void => {
    patches += 1;
    const refusal = refusals.shift();
    if (refusal !== undefined) throw new ApiRefusal('PATCH', refusal, { message: 'not now' });
    if (patches === deletedAtPatch) {
      const deletionTimestamp = '2026-01-01T12:00:00Z';
      change({ metadata: { ...pod.metadata, deletionTimestamp, deletionGracePeriodSeconds: 30 } });
    }
    change({ status: statusIn(call) });
  };
  const api: ApiServer = {
    call: async (call) => {
      calls.push(call);
      if (call.method === 'PATCH') patch(call);
      return pod;
    },
    lines: () => {
      throw new Error('a worker watches nothing');
    },
    close: () => {},
  };
  return { ...api, change, pod: () => pod, phase: () => pod.status?.phase };
}

function statusIn({ body }: ApiCall): WirePod['status'] & object {
  const { status } = body as { readonly status: WirePod['status'] & object };
  const { podIP = '', hostIP = '' } = status;
  return { ...status, podIPs: [{ ip: podIP }], hostIPs: [{ ip: hostIP }] }; // without the directives
}

/** Lets everything happen that can happen without time passing. */
async function nothingMore(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test.run();
