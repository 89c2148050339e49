import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../../src/model/units.ts';
import {
  createWorkQueue,
  type Work,
  type WorkQueue,
} from '../../../src/runtime/queue/work-queue.ts';
import { createVirtualClock, type VirtualClock } from '../../fakes/virtual-clock.ts';
import { type Logged, partsOf } from '../kube/parts-of.ts';

test('a key that is added three times is worked on once', async () => {
  await working(async ({ queue, clock, begun }) => {
    for (let n = 0; n < 3; n += 1) queue.add('a');
    await clock.settle();
    assert.equal(begun, ['a']);
  });
});

test('a key that is added while it is worked on is worked on once more, and never twice at a time', async () => {
  await working(async ({ queue, clock, begun, finish }) => {
    queue.add('a');
    await clock.settle();
    queue.add('a');
    queue.add('a');
    await clock.settle();
    assert.equal(begun, ['a']);
    await finish('a');
    assert.equal(begun, ['a', 'a']);
    await finish('a');
    assert.equal(begun, ['a', 'a']);
  }, 'held');
});

test('no more are worked on at once than there are hands, in the order of adding', async () => {
  await working(async ({ queue, clock, begun, finish }) => {
    for (const key of ['a', 'b', 'c', 'd']) queue.add(key);
    await clock.settle();
    assert.equal(begun, ['a', 'b']);
    assert.is(queue.unfinished(), 4, 'work that hangs is seen, too');
    await finish('b');
    assert.equal(begun, ['a', 'b', 'c']);
  }, 'held');
});

test('a key that keeps coming back does not keep the others from their turn', async () => {
  await working(async ({ queue, clock, begun, finish }) => {
    for (const key of ['a', 'b', 'c', 'd']) queue.add(key);
    await clock.settle();
    queue.add('a');
    await finish('a');
    queue.add('c');
    await finish('b');
    assert.equal(begun, ['a', 'b', 'c', 'd']);
    await finish('c');
    assert.equal(begun, ['a', 'b', 'c', 'd', 'a']);
  }, 'held');
});

test('of two moments the earlier counts, and it counts once', async () => {
  await working(async ({ queue, clock, begun }) => {
    queue.addAfter('a', millis(5_000));
    queue.addAfter('a', millis(1_000));
    queue.addAfter('a', millis(9_000));
    await clock.advance(999);
    assert.equal(begun, []);
    await clock.advance(1);
    assert.equal(begun, ['a']);
    await clock.advance(60_000);
    assert.equal(begun, ['a']);
  });
});

test('keys that are due come in the order of their moments', async () => {
  await working(async ({ queue, clock, begun }) => {
    for (const [key, ms] of [
      ['a', 30],
      ['b', 10],
      ['c', 20],
      ['d', 5],
      ['e', 25],
    ] as const) {
      queue.addAfter(key, millis(ms));
    }
    await clock.advance(100);
    assert.equal(begun, ['d', 'b', 'c', 'e', 'a']);
  });
});

test('what fails comes again later each time up to the cap, and soon again after it was well once', async () => {
  const at: number[] = [];
  let isBad = true;
  await working(
    async ({ queue, clock, logged }) => {
      queue.add('a');
      await clock.advance(10_000);
      assert.equal(gapsOf(at).slice(0, 7), [75, 150, 300, 600, 750, 750, 750]);
      assert.is(logged[0]?.message, 'work failed and is tried again');
      isBad = false;
      await clock.advance(1_000);
      isBad = true;
      at.length = 0;
      queue.add('a');
      await clock.advance(200);
      assert.equal(gapsOf(at), [75]);
    },
    async (_key, clock) => {
      at.push(clock.read().now);
      if (isBad) throw new Error('this time');
    },
  );
});

test('what fails holds up nothing else, and all that fails together is tried so many times a second', async () => {
  let bad = 0;
  let good = 0;
  await working(
    async ({ queue, clock }) => {
      for (let n = 0; n < 500; n += 1) queue.add(`bad-${n}`);
      await clock.settle();
      bad = 0;
      for (let n = 0; n < 10; n += 1) {
        queue.add('good');
        await clock.advance(1_000);
      }
      assert.is(good, 10);
      assert.ok(bad > 50 && bad <= 120, `${bad} tries in 10 s at 10 a second`);
    },
    async (key) => {
      if (key === 'good') good += 1;
      else {
        bad += 1;
        throw new Error('again');
      }
    },
  );
});

test('a stopped queue lets what is under way finish and begins nothing more', async () => {
  const clock = createVirtualClock();
  const queue = createWorkQueue(partsOf(clock));
  const abort = new AbortController();
  const seen: string[] = [];
  let finish = () => {};
  const done = queue.run(
    async (key) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      seen.push(key);
    },
    1,
    abort.signal,
  );
  queue.add('a');
  queue.add('b');
  queue.addAfter('c', millis(10));
  await clock.settle();
  abort.abort();
  await clock.advance(1_000);
  assert.equal(seen, []);
  finish();
  await done;
  assert.equal(seen, ['a']);
  assert.is(clock.sleepers(), 0);
});

test('what fails for hours is warned of ever more rarely', async () => {
  await working(
    async ({ queue, clock, logged }) => {
      queue.add('a');
      await clock.settle();
      for (let n = 0; n < 3_600; n += 1) await clock.advance(1_000);
      const warned = logged.filter(({ level }) => level === 'warn');
      assert.ok(warned.length >= 10 && warned.length <= 14, `${warned.length} warnings`);
      assert.ok(logged.length > 3_000, `${logged.length} lines`);
    },
    async () => {
      throw new Error('the API server is away');
    },
  );
});

test('5,000 keys that come due at once are all worked on', async () => {
  let count = 0;
  await working(
    async ({ queue, clock }) => {
      for (let n = 0; n < 5_000; n += 1) queue.addAfter(`pool-${n}`, millis(n % 97));
      await clock.advance(100);
      assert.is(count, 5_000);
    },
    async () => {
      count += 1;
    },
  );
});

test.run();

interface Working {
  readonly queue: WorkQueue;
  readonly clock: VirtualClock;
  readonly begun: string[];
  readonly logged: Logged[];
  /** Ends the work on a key that is held. */
  readonly finish: (key: string) => Promise<void>;
}

type Hand = 'quick' | 'held' | ((key: string, clock: VirtualClock) => Promise<void>);

/** A queue with two hands: that are quick, that hold what they have until the test says so, or that do as they are told. */
async function working(
  use: (parts: Working) => Promise<void>,
  hand: Hand = 'quick',
): Promise<void> {
  const clock = createVirtualClock();
  const logged: Logged[] = [];
  const parts = { ...partsOf(clock, logged), baseMs: 100, capMs: 1_000, perSecond: 10 };
  const queue = createWorkQueue(parts);
  const begun: string[] = [];
  const held = new Map<string, () => void>();
  const work: Work = async (key) => {
    begun.push(key);
    if (hand === 'held') await new Promise<void>((resolve) => held.set(key, resolve));
    else if (hand !== 'quick') await hand(key, clock);
  };
  const abort = new AbortController();
  const done = queue.run(work, 2, abort.signal);
  const finish = async (key: string) => {
    held.get(key)?.();
    await clock.settle();
  };
  try {
    await use({ queue, clock, begun, logged, finish });
  } finally {
    abort.abort();
    for (const end of held.values()) end();
    await done;
  }
}

function gapsOf(moments: readonly number[]): readonly number[] {
  return moments.slice(1).map((at, index) => at - moments[index]!);
}
