import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Source } from '../../src/runtime/signals/source.ts';
import { keyOf, type RuntimeSignal } from '../../src/runtime/signals/wanted-signal.ts';
import { until } from '../testbed/until.ts';
import { type Running, whileReading } from './while-running.ts';

/** A source and the other side of its connection, for one test. */
export interface SourceSubject<S extends RuntimeSignal> {
  readonly source: Source<S>;
  readonly clock: Clock;
  /** Makes a thing of this name that holds so much work, or changes what it holds; gives its signal. */
  readonly put: (name: string, units: number) => Promise<S>;
  /** The signal of a thing that is not there. */
  readonly absent: S;
  /** Breaks the connections of the source and refuses new ones, until `mend`. */
  readonly cut: () => Promise<void>;
  /** Takes what the source sends and never answers, until `mend`. */
  readonly hang: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** How many connections the source has open. */
  readonly open: () => number;
  readonly close: () => Promise<void>;
}

/** Registers a test, or skips it by name where the server is missing. */
export type Register = (
  test: ReturnType<typeof suite>,
  name: string,
  run: () => Promise<void>,
) => void;

/** What every source must keep, whatever it reads; run it from a `*.test.ts`. Settings of a subject: time-outs of a second or two. */
export function conformsAsSource<S extends RuntimeSignal>(
  name: string,
  makeSubject: () => Promise<SourceSubject<S>>,
  register: Register = (test, sentence, run) => test(sentence, run),
): void {
  const test = suite(`${name} as a source`);
  const it = (sentence: string, run: (tested: Tested<S>) => Promise<void>) =>
    register(test, `${name}: ${sentence}`, () => withSubject(makeSubject, run));

  it('each wanted signal is reported again and again', async ({ subject, want, recorder }) => {
    const signals = [await subject.put('a', 3), await subject.put('b', 4)];
    const began = subject.clock.read().now;
    want(signals);
    for (const [index, signal] of signals.entries()) {
      const key = keyOf(signal);
      const { sampledAt, arrivedAt } = await recorder.sample(key, index + 3);
      assert.ok(sampledAt <= arrivedAt, 'nothing is measured after it arrived');
      assert.ok(began <= arrivedAt && arrivedAt <= subject.clock.read().now);
      const reports = recorder.of(key).length;
      await until('it is reported again', async () => recorder.of(key).length > reports + 1);
    }
  });

  it('a change is seen, down to zero', async ({ subject, want, recorder }) => {
    const signal = await subject.put('a', 2);
    want([signal]);
    await recorder.sample(keyOf(signal), 2);
    await subject.put('a', 5);
    await recorder.sample(keyOf(signal), 5);
    await subject.put('a', 0);
    await recorder.sample(keyOf(signal), 0);
  });

  it('what is not there is a gap and never zero, and disturbs nobody', async (tested) => {
    const { subject, want, recorder } = tested;
    const there = await subject.put('a', 1);
    want([subject.absent, there]);
    assert.is.not(await recorder.gap(keyOf(subject.absent)), '');
    await recorder.sample(keyOf(there), 1);
    recorder.clear();
    await recorder.gap(keyOf(subject.absent));
    await recorder.sample(keyOf(there), 1);
    assert.not.ok(recorder.of(keyOf(subject.absent)).some(({ ok }) => ok));
  });

  it('a server that is away makes gaps until it is back', async ({ subject, want, recorder }) => {
    const signals = [await subject.put('a', 1), await subject.put('b', 2)];
    want(signals);
    for (const signal of signals) await recorder.sample(keyOf(signal));
    await subject.cut();
    for (const signal of signals) assert.is.not(await recorder.gap(keyOf(signal)), '');
    recorder.clear();
    for (const signal of signals) await recorder.gap(keyOf(signal));
    await subject.mend();
    for (const [index, signal] of signals.entries()) {
      await recorder.sample(keyOf(signal), index + 1);
    }
  });

  it('a server that says nothing makes gaps until it speaks', async (tested) => {
    const { subject, want, recorder } = tested;
    const signal = await subject.put('a', 1);
    want([signal]);
    await recorder.sample(keyOf(signal));
    await subject.hang();
    await recorder.gap(keyOf(signal));
    await subject.mend();
    await recorder.sample(keyOf(signal), 1);
  });

  it('signals come and go while it runs', async ({ subject, want, recorder }) => {
    const [a, b] = [await subject.put('a', 1), await subject.put('b', 2)];
    want([a]);
    await recorder.sample(keyOf(a), 1);
    want([a, b]);
    await recorder.sample(keyOf(b), 2);
    want([b]);
    const reports = recorder.of(keyOf(b)).length;
    await until('b is reported again', async () => recorder.of(keyOf(b)).length > reports + 2);
    recorder.clear();
    await recorder.sample(keyOf(b), 2);
    assert.equal(recorder.of(keyOf(a)), []);
  });

  it('an abort ends it and its connections, also while it waits for an answer', async (tested) => {
    const { subject, want, recorder, stop } = tested;
    const signal = await subject.put('a', 1);
    want([signal]);
    await recorder.sample(keyOf(signal));
    await subject.hang();
    await stop();
    recorder.clear();
    await subject.mend();
    await until('no connection is open', async () => subject.open() === 0);
    assert.equal(recorder.of(keyOf(signal)), []);
  });

  test.run();
}

async function withSubject<S extends RuntimeSignal>(
  makeSubject: () => Promise<SourceSubject<S>>,
  run: (tested: Tested<S>) => Promise<void>,
): Promise<void> {
  const subject = await makeSubject();
  await whileReading(subject, (running) => run({ subject, ...running }));
}

interface Tested<S extends RuntimeSignal> extends Running<S> {
  readonly subject: SourceSubject<S>;
}
