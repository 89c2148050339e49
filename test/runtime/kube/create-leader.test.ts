import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLeader } from '../../../src/runtime/kube/create-leader.ts';
import type { Leader } from '../../../src/runtime/kube/leader.ts';
import { createFakeApiServer, type FakeApiServer } from '../../fakes/api-server.ts';
import { createVirtualClock, type VirtualClock } from '../../fakes/virtual-clock.ts';
import { partsOf } from './parts-of.ts';

const namespace = 'home';
const name = 'roster-controller';
const path = /leases/;

test('the first leads, the second waits, and takes over within 20 s of a death', async () => {
  await candidates(async ({ clock, start, fake }) => {
    const a = start('a');
    await clock.settle();
    const b = start('b');
    await clock.advance(60_000);
    assert.equal([a.leader.isLeader(), b.leader.isLeader()], [true, false]);
    const died = clock.read().now;
    a.die();
    await clock.advance(14_900);
    assert.not.ok(b.leader.isLeader(), 'the lease was still good');
    await clock.advance(5_100);
    assert.ok(b.leader.isLeader());
    const took = b.leader.leaseStartedAt()! - died;
    assert.ok(took <= 20_000 && took >= 13_000, `${took} ms`);
    assert.is(spec(fake).leaseTransitions, 1);
  });
});

test('both know who leads, and nobody does once the lease is given back', async () => {
  await candidates(async ({ clock, start }) => {
    const a = start('a');
    await clock.settle();
    const b = start('b');
    await clock.advance(5_000);
    assert.equal([a.leader.holder(), b.leader.holder()], ['a', 'a']);
    await b.stop();
    await a.stop();
    assert.is(a.leader.holder(), undefined);
  });
});

test('who stops cleanly gives the lease back, and the next leads at its next look', async () => {
  await candidates(async ({ clock, start, fake }) => {
    const a = start('a');
    await clock.settle();
    const b = start('b');
    await clock.advance(5_000);
    await a.stop();
    assert.not.ok(a.leader.isLeader());
    assert.is(spec(fake).holderIdentity, '');
    await clock.advance(3_000);
    assert.ok(b.leader.isLeader());
  });
});

test('a leader that cannot renew stops some seconds before anybody else can begin', async () => {
  await candidates(async ({ clock, start, fake }) => {
    const a = start('a');
    await clock.settle();
    const b = start('b');
    await clock.advance(4_000);
    const { now } = clock.read();
    const changes: (readonly [boolean, number])[] = [];
    a.leader.onChange((leads) => changes.push([leads, clock.read().now - now]));
    a.cutOff();
    const both: number[] = [];
    for (let n = 0; n < 300; n += 1) {
      await clock.advance(100);
      if (a.leader.isLeader() && b.leader.isLeader()) both.push(n);
    }
    assert.equal(both, []);
    assert.is(changes.length, 1);
    const [leads, after] = changes[0]!;
    assert.not.ok(leads);
    assert.ok(after <= 10_000, `stopped after ${after} ms`);
    assert.ok(b.leader.leaseStartedAt()! - now - after >= 3_000);
    assert.is(spec(fake).holderIdentity, 'b');
  });
});

test('an API server that hangs ends the leadership just as one that refuses', async () => {
  await candidates(async ({ clock, start, fake }) => {
    const a = start('a');
    await clock.settle();
    assert.ok(a.leader.isLeader());
    const mend = fake.hang({ path });
    await clock.advance(10_000);
    assert.not.ok(a.leader.isLeader());
    assert.is(a.leader.leaseStartedAt(), undefined);
    mend();
    await clock.advance(20_000);
    assert.ok(a.leader.isLeader(), 'and it takes its lease again');
  });
});

test('a short trouble of the API server changes nothing', async () => {
  await candidates(async ({ clock, start, fake }) => {
    const a = start('a');
    await clock.settle();
    const began = a.leader.leaseStartedAt();
    fake.fail({ path }, { status: 500, times: 3 });
    await clock.advance(9_000);
    assert.ok(a.leader.isLeader());
    assert.is(a.leader.leaseStartedAt(), began);
  });
});

test('a renewal whose answer was lost is known as our own', async () => {
  await candidates(async ({ clock, start, fake }) => {
    const a = start('a');
    await clock.settle();
    const began = a.leader.leaseStartedAt();
    const renewTime = '2026-11-22T08:00:01.000000Z';
    const lease = fake.read('leases', namespace, name)!;
    fake.put('leases', { ...lease, spec: { ...spec(fake), renewTime } });
    await clock.advance(9_000);
    assert.ok(a.leader.isLeader());
    assert.is(a.leader.leaseStartedAt(), began);
  });
});

test('a lease that another took is given up at once', async () => {
  await candidates(async ({ clock, start, fake }) => {
    const a = start('a');
    await clock.settle();
    const lease = fake.read('leases', namespace, name)!;
    fake.put('leases', { ...lease, spec: { ...spec(fake), holderIdentity: 'x' } });
    await clock.advance(2_000);
    assert.not.ok(a.leader.isLeader());
  });
});

test('a Lease that somebody deletes never makes two leaders', async () => {
  await candidates(async ({ clock, start, fake }) => {
    const both = [start('same'), start('same'), start('other')];
    await clock.advance(5_000);
    for (let round = 0; round < 20; round += 1) {
      fake.take('leases', namespace, name);
      for (let n = 0; n < 37; n += 1) {
        await clock.advance(100);
        const leading = both.filter(({ leader }) => leader.isLeader());
        assert.ok(leading.length <= 1, `round ${round}: ${leading.length} lead`);
      }
    }
    await clock.advance(20_000);
    assert.is(both.filter(({ leader }) => leader.isLeader()).length, 1);
  });
});

test('a process that starts anew under the name of the holder waits as a stranger does', async () => {
  await candidates(async ({ clock, start }) => {
    const a = start('same');
    await clock.settle();
    const b = start('same');
    await clock.advance(30_000);
    assert.equal([a.leader.isLeader(), b.leader.isLeader()], [true, false]);
    a.die();
    await clock.advance(20_000);
    assert.ok(b.leader.isLeader());
  });
});

test('times in the record are not believed: neither an old nor a future one', async () => {
  for (const renewTime of ['2020-01-01T00:00:00.000000Z', '2036-01-01T00:00:00.000000Z']) {
    await candidates(async ({ clock, start, fake }) => {
      fake.put('leases', {
        metadata: { namespace, name },
        spec: { holderIdentity: 'gone', leaseDurationSeconds: 15, renewTime },
      });
      const b = start('b');
      await clock.advance(14_000);
      assert.not.ok(b.leader.isLeader());
      await clock.advance(5_000);
      assert.ok(b.leader.isLeader());
    });
  }
});

test('a jump of the time of day ends no leadership', async () => {
  await candidates(async ({ clock, start }) => {
    const a = start('a');
    await clock.settle();
    const b = start('b');
    await clock.advance(3_000);
    clock.setWall(clock.read().now + 3_600_000);
    await clock.advance(30_000);
    clock.setWall(clock.read().now - 3_600_000);
    await clock.advance(30_000);
    assert.equal([a.leader.isLeader(), b.leader.isLeader()], [true, false]);
  });
});

test('Leases that are forbidden end the run with a sentence that says so', async () => {
  const clock = createVirtualClock();
  const fake = createFakeApiServer(clock);
  fake.fail({ path }, { status: 403, reason: 'Forbidden' });
  const leader = createLeader({
    ...partsOf(clock),
    api: fake.client,
    namespace,
    name,
    identity: 'a',
  });
  const error = await leader.run(new AbortController().signal).catch((caught: Error) => caught);
  assert.match((error as Error).message, 'leading by Lease home/roster-controller');
});

test('of many that start together one leads', async () => {
  await candidates(async ({ clock, start }) => {
    const all = Array.from({ length: 20 }, (_, n) => start(`c-${n}`));
    for (let n = 0; n < 100; n += 1) {
      await clock.advance(500);
      assert.is(all.filter(({ leader }) => leader.isLeader()).length, 1);
    }
  });
});

test.run();

interface Candidate {
  readonly leader: Leader;
  /** Ends as a process that is killed: it does nothing more, and gives nothing back. */
  readonly die: () => void;
  /** Lives on, but reaches no API server. */
  readonly cutOff: () => void;
  readonly stop: () => Promise<void>;
}

interface Stage {
  readonly clock: VirtualClock;
  readonly fake: FakeApiServer;
  readonly start: (identity: string) => Candidate;
}

function spec(fake: FakeApiServer) {
  return fake.read('leases', namespace, name)!.spec as {
    readonly holderIdentity: string;
    readonly leaseTransitions: number;
  };
}

async function candidates(use: (stage: Stage) => Promise<void>): Promise<void> {
  const clock = createVirtualClock();
  const fake = createFakeApiServer(clock);
  const all: Candidate[] = [];
  const start = (identity: string): Candidate => {
    let isCut = false;
    const call: FakeApiServer['client']['call'] = async (asked, signal) => {
      if (isCut) throw new Error('connection refused');
      return fake.client.call(asked, signal);
    };
    const leader = createLeader({ ...partsOf(clock), api: { call }, namespace, name, identity });
    const abort = new AbortController();
    const done = leader.run(abort.signal);
    const cutOff = () => {
      isCut = true;
    };
    const stop = async () => {
      abort.abort();
      await clock.settle();
      await done;
    };
    const die = () => {
      cutOff();
      abort.abort();
    };
    const one = { leader, cutOff, stop, die };
    all.push(one);
    return one;
  };
  try {
    await use({ clock, fake, start });
  } finally {
    for (const { stop } of all) await stop();
  }
}
