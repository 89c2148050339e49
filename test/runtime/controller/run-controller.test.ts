import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Source } from '../../../src/runtime/signals/source.ts';
import type { WantedSignal } from '../../../src/runtime/signals/wanted-signal.ts';
import { onQueue, putDeployment, putPool, spec } from './objects.ts';
import { type Rig, withRig } from './rig.ts';

const prepare = (server: Rig['server']) => {
  putPool(server, 'a', spec());
  putDeployment(server, 'a', 2);
};

test('a port that is taken ends the controller with an error that says so', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port: adminPort } = other.address() as AddressInfo;
  try {
    await withRig({ prepare, adminPort }, async () => {});
    assert.unreachable('it ran');
  } catch (error) {
    assert.match((error as Error).message, 'running the controller');
    assert.match(((error as Error).cause as Error).message, `serving the admin port ${adminPort}`);
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test('a source that ends by an error of its own ends the controller, not in silence', async () => {
  const broken: Source = {
    name: 'redis.main',
    want: () => {},
    run: () => Promise.reject(new Error('a mistake')),
  };
  try {
    await withRig({ prepare, parts: { sources: [broken] } }, async () => {});
    assert.unreachable('it ran');
  } catch (error) {
    assert.match(((error as Error).cause as Error).message, 'a mistake');
  }
});

test('a sync that changes every policy is told to a source in a few pieces, and all of it', async () => {
  const told: (readonly WantedSignal[])[] = [];
  const listening: Source = {
    name: 'rabbitmq.main',
    want: (signals) => void told.push(signals),
    run: (_report, abort) =>
      new Promise((resolve) => abort.addEventListener('abort', () => resolve())),
  };
  const names = Array.from({ length: 100 }, (_, index) => `pool-${index}`);
  const write = (server: Rig['server'], pollingInterval: string, generation: number) => {
    for (const name of names) {
      const written = spec({}, { ...onQueue(name), pollingInterval });
      putPool(server, name, written, { generation });
    }
  };
  const many = (server: Rig['server']) => write(server, '15s', 1);
  await withRig({ prepare: many, parts: { sources: [listening] } }, async (rig) => {
    await rig.settle();
    told.length = 0;
    write(rig.server, '30s', 2);
    await rig.settle();
    assert.ok(told.length <= 15, `told ${told.length} times`);
    assert.equal(told.at(-1)?.filter(({ interval }) => interval === 30_000).length, names.length);
  });
});

test('a stop ends every watch and leaves nothing that waits', async () => {
  let rigged: Rig | undefined;
  await withRig({ prepare }, async (rig) => {
    rigged = rig;
    assert.ok(rig.server.openWatches() > 3);
  });
  const left = { watches: rigged!.server.openWatches(), sleepers: rigged!.clock.sleepers() };
  assert.equal(left, { watches: 0, sleepers: 0 });
});

test.run();
