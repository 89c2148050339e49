import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runController } from '../../../src/runtime/controller/run-controller.ts';
import type { ApiClient } from '../../../src/runtime/kube/api-client.ts';
import { createLeader } from '../../../src/runtime/kube/create-leader.ts';
import { createFakeApiServer, type FakeApiServer } from '../../fakes/api-server.ts';
import { createFakeSource } from '../../fakes/source.ts';
import { createVirtualClock, type VirtualClock } from '../../fakes/virtual-clock.ts';
import { onQueue, putDeployment, putPool, spec } from '../controller/objects.ts';
import { queueKey } from '../controller/rig.ts';

const holdMs = 120_000;

// Wherever in its period of 2 seconds a leader dies, and whatever chance says of the other's pauses.
for (const [diesAfterMs, chance] of [
  [60_000, 0],
  [60_100, 0.999],
  [61_000, 0.5],
  [61_900, 0.999],
  [62_500, 0],
] as const) {
  test(`with the lease as it is without settings, a leader that dies after ${diesAfterMs} ms at chance ${chance} is replaced in 20 s, and the next lowers nothing for a hold`, async () => {
    const clock = createVirtualClock();
    const server = createFakeApiServer(clock);
    for (const [name, replicas] of [
      ['up', 3],
      ['down', 6],
    ] as const) {
      putPool(server, name, spec({}, { ...onQueue(name), hold: '2m' }));
      putDeployment(server, name, replicas);
    }
    const first = start('first', clock, server, chance);
    first.broker.set(queueKey('up'), 3);
    first.broker.set(queueKey('down'), 6);
    await clock.advance(1_000);
    const second = start('second', clock, server, chance);
    await clock.advance(diesAfterMs);
    assert.equal(leading(first, second), [true, false]);

    first.die();
    const died = clock.read().now;
    second.broker.set(queueKey('up'), 5);
    second.broker.set(queueKey('down'), 1);
    while (replicasOf(server, 'up') !== 5) await clock.advance(100);
    const took = clock.read().now - died;
    assert.ok(took < 20_000, `${took} ms`);
    assert.equal(leading(first, second), [false, true]);
    while (replicasOf(server, 'down') === 6) await clock.advance(1_000);
    const waited = clock.read().now - died - took;
    assert.ok(waited > holdMs - 2_000, `lowered ${waited} ms after it led`);
    await first.stop();
    await second.stop();
  });
}

test.run();

interface Replica {
  readonly broker: ReturnType<typeof createFakeSource>;
  readonly leader: ReturnType<typeof createLeader>;
  /** From now on nothing of it reaches the API server: it is as good as dead. */
  die(): void;
  stop(): Promise<void>;
}

function start(
  instance: string,
  clock: VirtualClock,
  server: FakeApiServer,
  chance: number,
): Replica {
  const broker = createFakeSource('rabbitmq.main', clock);
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const parts = { clock, random: () => chance, log, readFile: async () => '' };
  let isDead = false;
  const { client } = server;
  const api: ApiClient = {
    call: (call, abort) => (isDead ? Promise.reject(new Error('dead')) : client.call(call, abort)),
    watch: client.watch,
  };
  const leader = createLeader({
    ...parts,
    api,
    namespace: 'roster',
    name: 'roster-controller',
    identity: instance,
  });
  const abort = new AbortController();
  const settings = {
    namespaces: ['work'],
    adminPort: 0,
    adminHost: '127.0.0.1',
    instance,
    version: '0.0.0',
    ledgerSize: 4,
    concurrency: 4,
  };
  const ran = runController({ ...parts, api, leader, sources: [broker], settings }, abort.signal);
  ran.catch(quiet);
  return {
    broker,
    leader,
    die: () => {
      isDead = true;
    },
    stop: async () => {
      abort.abort();
      await clock.advance(10_000);
      await ran;
    },
  };
}

function leading(...replicas: readonly Replica[]): readonly boolean[] {
  return replicas.map(({ leader }) => leader.isLeader());
}

function replicasOf(server: FakeApiServer, name: string): number | undefined {
  const found = server.read('deployments', 'work', name);
  return (found?.spec as { readonly replicas?: number } | undefined)?.replicas;
}
