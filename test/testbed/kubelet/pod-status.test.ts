import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type PodView, podStatus } from './pod-status.ts';
import { at, created, ended, noon, record, refused, running } from './records.ts';
import type { WirePod } from './wire.ts';

const test = suite('the status of a pod');
const earlier = '2026-01-01T11:00:00Z';
const metadata = { namespace: 'default', name: 'worker', uid: 'uid', generation: 3 };
const pod: WirePod = { metadata, spec: { containers: [{ name: 'a' }] } };
const of = (fields: Partial<PodView>) =>
  podStatus({
    ...{ pod, records: [record('a', { state: running })], stage: 'running', now: noon },
    ...{ startTime: earlier, hostIp: '127.0.0.1', podIp: '10.64.0.1' },
    ...fields,
  });
const condition = (view: Partial<PodView>, type: string) =>
  of(view).conditions.find((seen) => seen.type === type);
const withConditions = (...conditions: NonNullable<WirePod['status']>['conditions'] & object) => ({
  pod: { ...pod, status: { conditions } },
});

test('says ready, since now', () => {
  assert.equal(condition({}, 'Ready'), {
    ...{ type: 'Ready', status: 'True', reason: null, message: null, observedGeneration: 3 },
    lastTransitionTime: '2026-01-01T12:00:00Z',
  });
});

test('keeps the time of a transition where the status stays', () => {
  const before = { type: 'Ready', status: 'True', lastTransitionTime: earlier };
  assert.is(condition(withConditions(before), 'Ready')?.lastTransitionTime, earlier);
  const other = { ...before, status: 'False' };
  assert.is(condition(withConditions(other), 'Ready')?.lastTransitionTime, '2026-01-01T12:00:00Z');
});

test('waits for the readiness gates', () => {
  const conditionType = 'example.org/warm';
  const gated = { ...pod, spec: { ...pod.spec!, readinessGates: [{ conditionType }] } };
  assert.is(condition({ pod: gated }, 'Ready')?.reason, 'ReadinessGatesNotReady');
  assert.is(condition({ pod: gated }, 'ContainersReady')?.status, 'True');
  const open = { conditions: [{ type: conditionType, status: 'True' }] };
  assert.is(condition({ pod: { ...gated, status: open } }, 'Ready')?.status, 'True');
});

test('stays ready while it is deleted, for as long as its containers are', () => {
  const deleted = { ...pod, metadata: { ...metadata, deletionTimestamp: earlier } };
  const view = { pod: deleted, stage: 'stopping' } as const;
  assert.is(condition(view, 'Ready')?.status, 'True');
  assert.is(of(view).containerStatuses[0]?.ready, true);
});

test('fails an evicted pod only once nothing of it runs', () => {
  const failure = { reason: 'Evicted', message: 'The node was low on memory.' } as const;
  const stopping = of({ failure, stage: 'stopping' });
  assert.equal([stopping.phase, stopping.reason], ['Running', null]);
  const records = [record('a', { state: ended(0) })];
  const stopped = of({ failure, stage: 'stopped', records });
  assert.equal([stopped.phase, stopped.reason], ['Failed', 'Evicted']);
  assert.is(condition({ failure, stage: 'stopping' }, 'DisruptionTarget')?.status, 'True');
});

test('tells the scheduling of a pod that never met the scheduler', () => {
  assert.is(condition({}, 'PodScheduled')?.status, 'True');
  const scheduled = { type: 'PodScheduled', status: 'True' };
  assert.is(condition(withConditions(scheduled), 'PodScheduled'), undefined);
});

const states = [
  { name: 'a new container', state: created, reason: 'ContainerCreating' },
  { name: 'a crash loop', state: ended(1, at(9)), reason: 'CrashLoopBackOff' },
  {
    name: 'an image that was looked for long ago',
    state: refused(at(9)),
    reason: 'ImagePullBackOff',
  },
  {
    name: 'an image that was just looked for',
    state: { ...refused(at(9)), backingOffAt: at(1) },
    reason: 'ErrImagePull',
  },
];
for (const { name, state, reason } of states) {
  test(`${name} waits with ${reason}`, () => {
    const [status] = of({ records: [record('a', { state })] }).containerStatuses;
    assert.is(status?.state?.waiting?.reason, reason);
  });
}

test('a container that was never started is told as lost when its pod was stopped', () => {
  const [status] = of({ records: [record('a')], stage: 'stopped' }).containerStatuses;
  assert.is(status?.state?.terminated?.reason, 'ContainerStatusUnknown');
});

test.run();
