import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock } from '../clock.ts';
import { until } from '../until.ts';
import { kubeletBackOff } from './back-off.ts';
import { type ContainerSet, makeContainerSet } from './container-set.ts';
import type { Play } from './played/play.ts';
import { playPods } from './played/play-pods.ts';
import type { WirePod } from './wire.ts';

const test = suite('the containers of a pod');

test('end with the sidecars last, and those in the reverse order of their starts', async () => {
  const set = await start({ terminationMs: 5 });
  await stopAll(set, 30_000);
  assert.equal(inOrderOfTheirEnds(set), ['main', 'log', 'proxy']);
});

test('all end when the grace period is over', async () => {
  const set = await start({ terminationMs: 3_600_000 });
  await stopAll(set, 10);
  for (const { state } of set.records()) {
    assert.is(state.kind === 'ended' && state.ended.exit.exitCode, 137);
  }
});

async function start(play: Play): Promise<ContainerSet> {
  const sidecar = (name: string) => ({ name, restartPolicy: 'Always' });
  const pod: WirePod = {
    metadata: { namespace: 'default', name: 'worker', uid: 'uid' },
    spec: {
      restartPolicy: 'Never',
      initContainers: [sidecar('proxy'), sidecar('log')],
      containers: [{ name: 'main' }],
    },
  };
  const set = makeContainerSet(pod, {
    runtime: playPods(() => play),
    clock: systemClock,
    backOff: kubeletBackOff,
    probeSecondMs: 1,
    podIp: '10.64.0.1',
    changed: () => {},
  });
  for (const name of ['main', 'proxy', 'log']) set.start(name, pod);
  await until('all run', async () => set.records().every(({ state }) => state.kind === 'running'));
  return set;
}

async function stopAll(set: ContainerSet, graceMs: number): Promise<void> {
  await until('all have ended', async () => {
    set.stopAll(graceMs);
    return set.isIdle();
  });
}

function inOrderOfTheirEnds(set: ContainerSet): readonly string[] {
  const ends = set.records().map(({ container, state }) => ({
    name: container.name,
    at: state.kind === 'ended' ? state.ended.endedAt.getTime() : Number.NaN,
  }));
  return ends.toSorted((one, other) => one.at - other.at).map(({ name }) => name);
}

test.run();
