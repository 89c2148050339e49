import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createInformer } from '../../../src/runtime/kube/create-informer.ts';
import { createFakeApiServer } from '../../fakes/api-server.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';
import { following, lists, namespace, object, put, replicas, resource, run } from './following.ts';
import { partsOf } from './parts-of.ts';

const minute = 60_000;

test('what was there, came, changed and went is told by name', async () => {
  await following(async ({ fake, clock, informer, changes }) => {
    put(fake, 'b', 1);
    await clock.settle();
    put(fake, 'a', 2);
    fake.take('deployments', namespace, 'b');
    await clock.settle();
    assert.equal(changes, ['a', 'b', 'a', 'b']);
    assert.equal(replicas(informer), { a: 2 });
    assert.is(informer.staleSince(), undefined);
  });
});

test('a long list is read in pages, and a page that is forgotten in one piece', async () => {
  const clock = createVirtualClock();
  const fake = createFakeApiServer(clock);
  for (let n = 0; n < 1_001; n += 1) put(fake, `pool-${n}`, 1);
  fake.fail({ path: /deployments$/, watch: false }, { status: 410, reason: 'Expired', times: 1 });
  await run({ fake, clock }, async ({ informer }) => {
    assert.is(informer.list().length, 1_001);
    assert.is(
      fake.asked.filter(({ query }) => query.limit === undefined && !query.watch).length,
      1,
    );
  });
});

test('a watch that ends goes on from where it was, without a list', async () => {
  await following(async ({ fake, clock, informer }) => {
    fake.endWatches('cleanly');
    put(fake, 'b', 1);
    await clock.advance(1_000);
    assert.equal(replicas(informer), { a: 1, b: 1 });
    assert.is(lists(fake), 1);
  });
});

test('a watch that is torn makes the copy old until the next one stands', async () => {
  await following(async ({ fake, clock, informer }) => {
    const { now } = clock.read();
    fake.endWatches('torn');
    put(fake, 'b', 1);
    await clock.settle();
    assert.is(informer.staleSince(), now);
    await clock.advance(1_000);
    assert.equal(replicas(informer), { a: 1, b: 1 });
    assert.is(informer.staleSince(), undefined);
    assert.is(lists(fake), 1);
  });
});

test('a history that is forgotten is read again as a list, and what went meanwhile is told', async () => {
  await following(async ({ fake, clock, informer, changes }) => {
    put(fake, 'b', 1);
    await clock.settle();
    const thaw = fake.freezeWatches();
    fake.take('deployments', namespace, 'a');
    thaw();
    fake.compact();
    fake.endWatches('torn');
    await clock.advance(5_000);
    assert.equal(replicas(informer), { b: 1 });
    assert.is(changes.at(-1), 'a');
    assert.is(lists(fake), 2);
  });
});

test('a watch that is silently dead is given up, and what it missed is found', async () => {
  await following(async ({ fake, clock, informer, logged }) => {
    fake.freezeWatches();
    put(fake, 'b', 1);
    fake.take('deployments', namespace, 'a');
    await clock.advance(2 * minute);
    assert.equal(replicas(informer), { a: 1 });
    await clock.advance(minute);
    assert.equal(replicas(informer), { b: 1 });
    assert.ok(logged.some(({ message }) => message === 'a watch was silent for too long'));
  });
});

test('bookmarks keep a quiet watch alive', async () => {
  await following(async ({ fake, clock, logged }) => {
    await clock.advance(3 * minute);
    assert.is(lists(fake), 1);
    assert.equal(logged, []);
  });
});

test('everything is listed again every few minutes, and what the watch never told is found', async () => {
  await following(async ({ fake, clock, informer }) => {
    const thaw = fake.freezeWatches();
    put(fake, 'b', 1);
    thaw();
    for (let n = 0; n < 6; n += 1) await clock.advance(minute);
    assert.equal(replicas(informer), { a: 1, b: 1 });
    assert.is(fake.openWatches(), 1);
  });
});

test('a list that fails keeps the copy and is tried again, later each time', async () => {
  await following(async ({ fake, clock, informer, changes }) => {
    const mend = fake.fail({}, { status: 500 });
    fake.endWatches('torn');
    await clock.advance(10 * minute);
    assert.equal(replicas(informer), { a: 1 });
    assert.equal(changes, ['a']);
    assert.ok(informer.staleSince() !== undefined && informer.hasSynced());
    assert.ok(fake.asked.length < 60, `${fake.asked.length} requests`);
    mend();
    await clock.advance(minute);
    assert.is(informer.staleSince(), undefined);
  });
});

for (const [status, absence] of [
  [404, 'notFound'],
  [403, 'forbidden'],
] as const) {
  test(`a kind that is answered ${status} is not an empty one`, async () => {
    const clock = createVirtualClock();
    const fake = createFakeApiServer(clock);
    put(fake, 'a', 1);
    const mend = fake.fail({}, { status, reason: 'Whatever' });
    await run({ fake, clock }, async ({ informer, logged }) => {
      await clock.advance(10 * minute);
      assert.not.ok(informer.hasSynced());
      assert.is(informer.unavailable(), absence);
      assert.is(logged.filter(({ level }) => level === 'warn').length, 1);
      assert.ok(fake.asked.length < 25, `${fake.asked.length} requests`);
      mend();
      await clock.advance(2 * minute);
      assert.ok(informer.hasSynced());
      assert.is(informer.unavailable(), undefined);
    });
  });

  test(`a kind that is answered ${status} from now on keeps its copy`, async () => {
    await following(async ({ fake, clock, informer, changes }) => {
      fake.fail({}, { status, reason: 'Whatever' });
      fake.endWatches('cleanly');
      await clock.advance(10 * minute);
      assert.equal(replicas(informer), { a: 1 });
      assert.equal(changes, ['a']);
      assert.is(informer.unavailable(), absence);
      assert.ok(informer.staleSince() !== undefined);
    });
  });
}

test('a server that forgets everything at once is not flooded with lists', async () => {
  await following(async ({ fake, clock }) => {
    fake.fail({ watch: true }, { status: 410, reason: 'Expired' });
    fake.endWatches('cleanly');
    await clock.advance(minute);
    assert.ok(lists(fake) <= 12, `${lists(fake)} lists`);
  });
});

test('a proxy that closes every watch at once is not flooded either', async () => {
  await following(async ({ fake, clock }) => {
    fake.endWatches('cleanly');
    for (let n = 0; n < 600; n += 1) {
      await clock.advance(100);
      fake.endWatches('cleanly');
    }
    assert.ok(fake.asked.length < 30, `${fake.asked.length} requests`);
  });
});

test('what we wrote ourselves is known before the watch tells it, and not forgotten by an older list', async () => {
  await following(async ({ fake, clock, informer }) => {
    const thaw = fake.freezeWatches();
    const written = put(fake, 'a', 7);
    informer.learn(written);
    assert.equal(replicas(informer), { a: 7 });
    const old = { ...written, spec: { replicas: 1 } };
    informer.learn({ ...old, metadata: { ...old.metadata, resourceVersion: '5' } });
    assert.equal(replicas(informer), { a: 7 });
    thaw();
    put(fake, 'a', 8);
    await clock.settle();
    assert.equal(replicas(informer), { a: 8 });
  });
});

test('a server restored from a backup is believed, though its versions run backwards', async () => {
  await following(async ({ fake, clock, informer }) => {
    for (let n = 0; n < 9; n += 1) put(fake, 'a', 5);
    await clock.settle();
    fake.endWatches('torn');
    fake.restore();
    put(fake, 'a', 2);
    await clock.advance(15 * minute);
    assert.equal(replicas(informer), { a: 2 });
  });
});

test('a stopped informer leaves no watch and no timer behind', async () => {
  const clock = createVirtualClock();
  const fake = createFakeApiServer(clock);
  await run({ fake, clock }, async () => {});
  assert.is(fake.openWatches(), 0);
  await clock.settle();
  assert.is(clock.sleepers(), 0);
});

test('only what the selector chooses is listed and watched, and only what is to be kept is kept', async () => {
  const clock = createVirtualClock();
  const fake = createFakeApiServer(clock);
  put(fake, 'a', 1);
  const informer = createInformer({
    ...partsOf(clock),
    api: fake.client,
    resource,
    labelSelector: 'kept=yes',
    trim: ({ metadata: { name, resourceVersion = '' } }) => ({
      metadata: { name, resourceVersion },
    }),
  });
  const abort = new AbortController();
  const done = informer.run(() => {}, abort.signal);
  await clock.settle();
  const labels = { kept: 'yes' };
  fake.put('deployments', { ...object('b', 1), metadata: { name: 'b', namespace, labels } });
  await clock.settle();
  assert.equal(
    informer.list().map(({ metadata }) => Object.keys(metadata)),
    [['name', 'resourceVersion']],
  );
  assert.is(informer.get('b')?.metadata.name, 'b');
  abort.abort();
  await done;
});

test.run();
