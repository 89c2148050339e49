import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FakeApiServer } from '../../fakes/api-server.ts';
import { onQueue, putDeployment, putPool, spec } from '../controller/objects.ts';
import { queueKey, type Rig, withRig } from '../controller/rig.ts';

const names = Array.from({ length: 1_000 }, (_, index) => `pool-${index}`);

const prepare = (server: FakeApiServer) => {
  for (const name of names) {
    putPool(server, name, spec({}, { ...onQueue(name), pollingInterval: '1m' }));
    putDeployment(server, name, 5);
  }
};

test('a broker that fails for a thousand pools lowers none, is said once for each, and all follow when it is back', async () => {
  await withRig({ prepare }, async (rig) => {
    fill(rig, 5);
    await pass(rig, 5);
    assert.equal(counts(rig), [5]);
    rig.writes();

    rig.broker.cut('connection refused');
    await pass(rig, 15);
    assert.equal(counts(rig), [5]);
    const said = rig.writes();
    assert.equal(
      said.filter((one) => one.includes('scale')),
      [],
    );
    // fresh, then stale, then lost: a status each, and nothing while it stays so
    assert.ok(said.length <= 3 * names.length, `${said.length} writes`);
    await pass(rig, 5);
    assert.equal(rig.writes(), [], 'nothing new, nothing written');

    rig.broker.mend();
    fill(rig, 7);
    await pass(rig, 5);
    assert.equal(counts(rig), [7]);
    const scaled = rig.writes().filter((one) => one.includes('scale'));
    assert.is(scaled.length, names.length);
  });
});

test.run();

function fill({ broker }: Rig, units: number): void {
  for (const name of names) broker.set(queueKey(name), units);
}

/** The different numbers of workers that pools have. */
function counts(rig: Rig): readonly (number | undefined)[] {
  return [...new Set(names.map((name) => rig.replicas(name)))];
}

async function pass({ clock, settle }: Rig, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) await clock.advance(60_000);
  await settle();
}
