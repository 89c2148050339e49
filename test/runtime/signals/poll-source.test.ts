import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../../src/model/units.ts';
import { createPollSource, type PollSettings } from '../../../src/runtime/signals/poll-source.ts';
import type { Reading } from '../../../src/runtime/signals/source.ts';
import type { RuntimeSignal, WantedSignal } from '../../../src/runtime/signals/wanted-signal.ts';
import { createVirtualClock, type VirtualClock } from '../../fakes/virtual-clock.ts';

type Read = PollSettings<RuntimeSignal>['read'];

function wanted(key: string, interval = 10_000): WantedSignal {
  const signal = { source: 'prometheus', connection: 'main', query: key } as const;
  return { key, signal, interval: millis(interval) };
}

interface Bench {
  readonly clock: VirtualClock;
  readonly want: (signals: readonly WantedSignal[]) => void;
  /** Every read, as `second: keys`. */
  readonly reads: readonly string[];
  /** Every report, as `key: units or reason`. */
  readonly reports: string[];
  readonly logged: readonly string[];
  readonly stop: () => Promise<void>;
}

async function polling(read: Read, use: (bench: Bench) => Promise<void>, chance = 0) {
  const clock = createVirtualClock(0);
  const end = new AbortController();
  const reads: string[] = [];
  const reports: string[] = [];
  const logged: string[] = [];
  const write = (_: object, message: string) => logged.push(message);
  let closed = 0;
  const source = createPollSource({
    name: 'fake.main',
    clock,
    random: () => chance,
    log: { debug: write, info: write, warn: write, error: write },
    readFile: async () => '',
    timeout: millis(5_000),
    breaker: { failures: 2, firstPause: millis(20_000), longestPause: millis(40_000) },
    read: (signals, report, abort) => {
      const keys = signals.map(({ key }) => key).join(' ');
      reads.push(`${clock.read().now / 1_000}: ${keys}`);
      return read(signals, report, abort);
    },
    close: async () => {
      closed += 1;
    },
  });
  const report = (key: string, reading: Reading) =>
    reports.push(`${key}: ${reading.ok ? reading.sample.load.units : reading.because}`);
  const ran = source.run(report, end.signal);
  const stop = async () => {
    end.abort();
    await ran;
    assert.is(closed, 1);
  };
  await use({ clock, want: source.want, reads, reports, logged, stop });
  await stop();
}

const answer: Read = async (signals, report) => {
  for (const { key } of signals) report(key, one);
};

const one: Reading = {
  ok: true,
  sample: { load: { units: 1 }, sampledAt: millis(0) as never, arrivedAt: millis(0) as never },
};

const refuse: Read = () => Promise.reject(new Error('no', { cause: new Error('cable') }));

test('each signal is read once an interval, with those that are due together', () =>
  polling(answer, async ({ clock, want, reads }) => {
    want([wanted('a'), wanted('b'), wanted('slow', 20_000)]);
    await clock.advance(40_000);
    assert.equal(reads, ['0: a b slow', '10: a b', '20: a b slow', '30: a b', '40: a b slow']);
  }));

test('the first read waits by chance, at most a second', () =>
  polling(
    answer,
    async ({ clock, want, reads }) => {
      want([wanted('a'), wanted('b')]);
      await clock.advance(500);
      assert.equal(reads, ['0.5: a b']);
    },
    0.5,
  ));

test('one that comes later joins the others where it is nearly due', () =>
  polling(answer, async ({ clock, want, reads }) => {
    want([wanted('a')]);
    await clock.advance(9_500);
    want([wanted('a'), wanted('b')]);
    await clock.advance(10_000);
    assert.equal(reads, ['0: a', '9.5: a b', '19.5: a b']);
  }));

test('what is not wanted any more is not read', () =>
  polling(answer, async ({ clock, want, reads }) => {
    want([wanted('a'), wanted('b')]);
    await clock.advance(5_000);
    want([wanted('b')]);
    await clock.advance(5_000);
    want([]);
    await clock.advance(100_000);
    assert.equal(reads, ['0: a b', '10: b']);
  }));

test('a shorter interval counts at once', () =>
  polling(answer, async ({ clock, want, reads }) => {
    want([wanted('a', 60_000)]);
    await clock.advance(1_000);
    want([wanted('a', 5_000)]);
    await clock.advance(5_000);
    assert.equal(reads, ['0: a', '6: a']);
  }));

test('an interval of nothing does not keep the source busy with nothing else', () =>
  polling(answer, async ({ clock, want, reads }) => {
    want([wanted('a', 0)]);
    await clock.advance(1_000);
    assert.is(reads.length, 11);
  }));

test('a signal that takes long is given up and is a gap, and the others are read meanwhile', () => {
  const read: Read = async (signals, report, abort) => {
    for (const { key } of signals) if (key !== 'stuck') report(key, one);
    if (signals.some(({ key }) => key === 'stuck')) await untilAborted(abort);
  };
  return polling(read, async ({ clock, want, reads, reports }) => {
    want([wanted('stuck', 2_000), wanted('quick', 2_000)]);
    await clock.advance(4_000);
    assert.equal(reads, ['0: stuck quick', '2: quick', '4: quick']);
    await clock.advance(1_000);
    assert.is(reports.at(-1), 'stuck: no answer within 5000 ms');
    assert.is(reports.filter((line) => line === 'quick: 1').length, 3);
  });
});

test('a signal that is never answered does not take the source from the others', () => {
  const read: Read = async (signals, report, abort) => {
    for (const { key } of signals) if (key !== 'stuck') report(key, one);
    if (signals.some(({ key }) => key === 'stuck')) await untilAborted(abort);
  };
  return polling(read, async ({ clock, want, reports, logged }) => {
    want([wanted('stuck'), wanted('good')]);
    await clock.advance(99_000);
    assert.is(reports.filter((line) => line === 'good: 1').length, 10);
    assert.is(reports.filter((line) => line.startsWith('good')).length, 10);
    assert.equal(logged, []);
  });
});

test('a read that listens to nobody is given up all the same', () =>
  polling(
    () => new Promise(() => undefined),
    async ({ clock, want, reports }) => {
      want([wanted('a')]);
      await clock.advance(5_000);
      assert.equal(reports, ['a: no answer within 5000 ms']);
    },
  ));

test('what a read leaves out is a gap', () =>
  polling(
    async () => undefined,
    async ({ clock, want, reports }) => {
      want([wanted('a')]);
      await clock.advance(0);
      assert.equal(reports, ['a: the source left it out of its answer']);
    },
  ));

test('what a read reports twice, or unasked, or too late, is not passed on', () => {
  let late: () => void = () => undefined;
  const read: Read = async ([first], report, abort) => {
    report(first!.key, one);
    report(first!.key, one);
    report('stranger', one);
    late = () => report(first!.key, one);
    await untilAborted(abort);
  };
  return polling(read, async ({ clock, want, reports }) => {
    want([wanted('a')]);
    await clock.advance(6_000);
    late();
    assert.equal(reports, ['a: 1']);
  });
});

test('a source that fails is a gap of every signal, and after some failures is left alone', () =>
  polling(refuse, async ({ clock, want, reads, reports, logged }) => {
    want([wanted('a'), wanted('b')]);
    await clock.advance(10_000);
    assert.equal(reads, ['0: a b', '10: a b']);
    await clock.advance(60_000);
    // Open for 10 s from then on, then for 20 s: one signal is asked, the others hear of the last failure.
    assert.equal(reads.slice(2), ['20: a', '40: a', '60: a']);
    for (const key of ['a', 'b']) {
      assert.is(reports.filter((line) => line === `${key}: no: cable`).length, 8, key);
    }
    assert.equal(logged, ['source does not answer']);
  }));

test('a source that answers its probe is asked for the rest at once', () => {
  let away = true;
  const read: Read = (...asked) => (away ? refuse(...asked) : answer(...asked));
  return polling(read, async ({ clock, want, reads, reports, logged }) => {
    want([wanted('a'), wanted('b')]);
    await clock.advance(19_000);
    away = false;
    reports.length = 0;
    await clock.advance(1_000);
    assert.equal(reads.slice(2), ['20: a', '20: b']);
    assert.equal(reports, ['b: no: cable', 'a: 1', 'b: 1']);
    assert.equal(logged, ['source does not answer', 'source answers again']);
  });
});

test('a source is probed for any of its signals, since the first may be one that is never answered', () => {
  let away = true;
  const read: Read = async (signals, report, abort) => {
    if (away) throw new Error('no');
    for (const { key } of signals) if (key !== 'stuck') report(key, one);
    if (signals.some(({ key }) => key === 'stuck')) await untilAborted(abort);
  };
  return polling(
    read,
    async ({ clock, want, reads, reports }) => {
      want([wanted('stuck'), wanted('good')]);
      await clock.advance(21_000);
      away = false;
      await clock.advance(60_000);
      assert.ok(reads.some((line) => line.endsWith(': good')));
      assert.ok(reports.includes('good: 1'));
    },
    0.9,
  );
});

test('an abort ends a read that is under way, without a word', () =>
  polling(
    (_, __, abort) => untilAborted(abort),
    async ({ clock, want, reports, logged, stop }) => {
      want([wanted('a')]);
      await clock.advance(1_000);
      await stop();
      assert.equal([...reports, ...logged], []);
    },
  ));

function untilAborted(abort: AbortSignal): Promise<void> {
  return new Promise((_, reject) => {
    abort.addEventListener('abort', () => reject(abort.reason));
  });
}

test.run();
