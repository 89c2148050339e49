import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ApiClient } from '../../../src/runtime/kube/api-client.ts';
import { createApiClient } from '../../../src/runtime/kube/create-api-client.ts';
import { createEvents, type Events } from '../../../src/runtime/kube/events.ts';
import { createRealClock } from '../../../src/runtime/real-clock.ts';
import { createFakeApiServer, type FakeApiServer } from '../../fakes/api-server.ts';
import { createVirtualClock, type VirtualClock } from '../../fakes/virtual-clock.ts';
import { inNamespace } from '../../testbed/in-namespace.ts';
import { testbed, withControlPlane } from '../../testbed/shared.ts';
import { until } from '../../testbed/until.ts';
import { type Logged, partsOf } from './parts-of.ts';

const test = suite('events');
const us = { controller: 'roster.dev/controller', instance: 'roster-controller-0' };

function scaled(note: string, namespace = 'montage') {
  const regarding = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'mproject' };
  return { type: 'Normal', reason: 'Scaled', action: 'Scale', note, regarding } as const;
}

test('what is told again is counted on the first, and what differs is another event', async () => {
  await telling(async ({ events, clock, fake }) => {
    events.tell(scaled('from 1 to 2'));
    await clock.settle();
    for (let n = 0; n < 5; n += 1) events.tell(scaled('from 1 to 2'));
    events.tell(scaled('from 2 to 3'));
    await clock.advance(2_000);
    assert.equal(
      fake.writes().map(({ method }) => method),
      ['POST', 'PATCH', 'POST'],
    );
    assert.is((fake.writes()[1]!.body as { series: { count: number } }).series.count, 6);
  });
});

test('what is told again after a long time is a new event', async () => {
  await telling(async ({ events, clock, fake }) => {
    events.tell(scaled('from 1 to 2'));
    await clock.advance(3_600_000);
    events.tell(scaled('from 1 to 2'));
    await clock.advance(2_000);
    assert.equal(
      fake.writes().map(({ method }) => method),
      ['POST', 'POST'],
    );
  });
});

test('an API server that refuses harms nobody, and is not asked again and again', async () => {
  await telling(async ({ events, clock, fake, logged }) => {
    fake.fail({}, { status: 403, reason: 'Forbidden' });
    for (let n = 0; n < 3; n += 1) {
      events.tell(scaled(`note ${n}`));
      await clock.advance(60_000);
    }
    assert.is(fake.asked.length, 3);
    assert.ok(logged.every(({ level }) => level === 'debug'));
  });
});

test('an event that the server has forgotten begins anew', async () => {
  await telling(async ({ events, clock, fake }) => {
    events.tell(scaled('from 1 to 2'));
    await clock.advance(2_000);
    fake.take('events', 'montage', fake.read('events', 'montage', nameOf(fake))!.metadata.name);
    for (let n = 0; n < 2; n += 1) {
      events.tell(scaled('from 1 to 2'));
      await clock.advance(2_000);
    }
    assert.equal(
      fake.writes().map(({ method, status }) => `${method} ${status}`),
      ['POST 201', 'PATCH 404', 'POST 201'],
    );
  });
});

test('a note that is too long is cut between two letters', async () => {
  await telling(async ({ events, clock, fake }) => {
    events.tell(scaled(`x${'ö'.repeat(1_000)}`));
    await clock.settle();
    const { note } = fake.writes()[0]!.body as { note: string };
    assert.is(note, `x${'ö'.repeat(511)}`);
  });
});

test('the memory of many different events is bounded', async () => {
  await telling(async ({ events, clock, fake }) => {
    for (let n = 0; n < 2_000; n += 1) events.tell(scaled(`note ${n}`));
    await clock.advance(60_000);
    assert.is(fake.asked.length, 500);
  });
});

withControlPlane(test, 'a real API server takes an event and its repetition', async () => {
  const bed = await testbed();
  const client = createApiClient({ ...partsOf(createRealClock()), kubeConfig: bed.admin });
  const events = createEvents({ ...partsOf(createRealClock()), ...us, api: client });
  const abort = new AbortController();
  const done = events.run(abort.signal);
  try {
    await inNamespace(bed, async (namespace) => {
      events.tell(scaled('from 1 to 2', namespace));
      await until('it is there', async () => (await listed(client, namespace)).length === 1);
      events.tell(scaled('from 1 to 2', namespace));
      const isCounted = async () => (await listed(client, namespace))[0]?.series?.count === 2;
      await until('it is counted', isCounted);
      const all = await listed(client, namespace);
      assert.equal(
        all.map(({ note }) => note),
        ['from 1 to 2'],
      );
    });
  } finally {
    abort.abort();
    await done;
    client.close();
  }
});

test.run();

interface Listed {
  readonly note: string;
  readonly series?: { readonly count: number };
}

async function listed(client: ApiClient, namespace: string): Promise<readonly Listed[]> {
  const path = `/apis/events.k8s.io/v1/namespaces/${namespace}/events`;
  return (await client.call<{ items: readonly Listed[] }>({ method: 'GET', path })).items;
}

function nameOf(fake: FakeApiServer): string {
  return `${(fake.writes()[0]!.body as { metadata: { generateName: string } }).metadata.generateName}${firstChance}`;
}

/** What the fake adds to the first name that it makes. */
const firstChance = '00001';

interface Telling {
  readonly events: Events;
  readonly clock: VirtualClock;
  readonly fake: FakeApiServer;
  readonly logged: Logged[];
}

async function telling(use: (parts: Telling) => Promise<void>): Promise<void> {
  const clock = createVirtualClock();
  const fake = createFakeApiServer(clock);
  const logged: Logged[] = [];
  const events = createEvents({ ...partsOf(clock, logged), ...us, api: fake.client });
  const abort = new AbortController();
  const done = events.run(abort.signal);
  try {
    await use({ events, clock, fake, logged });
  } finally {
    abort.abort();
    await done;
  }
}
