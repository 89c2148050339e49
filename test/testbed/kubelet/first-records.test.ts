import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { firstRecords } from './first-records.ts';
import { noon } from './records.ts';
import type { WirePod } from './wire.ts';

const test = suite('a pod that its kubelet finds after it was switched off');
const running = { running: { startedAt: '2026-01-01T11:00:00Z' } };
const completed = { terminated: { exitCode: 0, reason: 'Completed' } };

type States = Parameters<typeof pod>[1];

const cases: readonly (readonly [name: string, policy: string, state: States, seen: string])[] = [
  ['is new where it has no status', 'Always', undefined, 'created'],
  ['starts a lost container again', 'Always', running, 'ended 255, again'],
  ['fails where a lost container is not restarted', 'Never', running, 'ended 255'],
  ['keeps what has succeeded', 'OnFailure', completed, 'ended 0'],
  ['starts what is always to run', 'Always', completed, 'ended 0, again'],
];
for (const [name, policy, state, seen] of cases) {
  test(name, () => {
    const [record] = firstRecords(pod(policy, state), noon);
    assert.is(record?.restarts, state === undefined ? 0 : 4, 'restarts are counted on');
    if (record?.state.kind !== 'ended') return assert.is(record?.state.kind, seen);
    const { ended, restartAt } = record.state;
    assert.is(`ended ${ended.exit.exitCode}${restartAt ? ', again' : ''}`, seen);
  });
}

test('keeps why a container ended before', () => {
  const outOfMemory = { terminated: { exitCode: 137, reason: 'OOMKilled' } };
  const [record] = firstRecords(pod('Always', outOfMemory), noon);
  assert.is(record?.state.kind === 'ended' && record.state.ended.exit.reason, 'OOMKilled');
});

function pod(restartPolicy: string, state: typeof running | typeof completed | undefined): WirePod {
  const status = { name: 'worker', image: '', imageID: '', ready: true, restartCount: 4 };
  return {
    spec: { restartPolicy, containers: [{ name: 'worker' }] },
    status: state ? { containerStatuses: [{ ...status, state }] } : {},
  };
}

test.run();
