import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { binaries } from '../../testbed/shared.ts';
import { startTestbed } from '../../testbed/start.ts';
import { until } from '../../testbed/until.ts';
import { listPool, withScene, withScenes } from './scene.ts';

const test = suite('faults: a restart');

// Starts the program again whenever it ends, as a kubelet does with the pod of an API server.
const keeper = (program: string, pid: string) => `#!/bin/sh
while :; do
  '${program}' "$@" &
  echo $! > '${pid}'
  wait $!
done
`;

withScenes(
  test,
  'an API server that is killed and starts again loses nothing, and its pools are followed after',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'roster-keeper-'));
    const [script, pid] = [join(folder, 'kube-apiserver'), join(folder, 'pid')];
    writeFileSync(script, keeper(binaries()['kube-apiserver'], pid));
    chmodSync(script, 0o700);
    const bed = await startTestbed({
      binaries: { ...binaries(), 'kube-apiserver': script },
      onFailure: () => undefined, // the others may not outlive it
    });
    try {
      await withScene({ policies: [listPool('jobs')], bed }, async (scene) => {
        const { setWork, untilReplicas, history } = scene;
        await setWork('jobs', 5);
        await scene.begin({ server: bed.url });
        await untilReplicas('jobs', 5);
        await until('it is seen', async () => history.numbers('jobs').at(-1) === 5);
        history.forget();
        process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
        await setWork('jobs', 7);
        const now = () => scene.replicas('jobs').catch(() => undefined);
        await until('there are seven workers', async () => (await now()) === 7);
        await setWork('jobs', 2);
        await until('there are two workers', async () => (await now()) === 2);
        await until('it is seen', async () => history.numbers('jobs').at(-1) === 2);
        assert.equal(history.numbers('jobs'), [5, 7, 2]);
      });
    } finally {
      await bed.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test.run();
