import { millis } from '../../model/units.ts';
import type { Parts } from '../parts.ts';
import { within } from '../within.ts';
import { type Breaker, createBreaker, defaultBreaker } from './breaker.ts';
import { createSchedule } from './schedule.ts';
import { sentenceOf } from './sentence-of.ts';
import type { Report, Source } from './source.ts';
import type { SourceTuning } from './source-tuning.ts';
import { createWake } from './wake.ts';
import type { RuntimeSignal, WantedSignal } from './wanted-signal.ts';

export interface PollSettings<S extends RuntimeSignal> extends Parts, SourceTuning {
  readonly name: string;
  /**
   * Asks for these signals and reports each as its answer comes; one that it leaves out gets a gap. It rejects only where the
   * whole source failed: what is wrong with one signal is a gap of that one. Several may run at once, never of one signal.
   */
  readonly read: (
    signals: readonly WantedSignal<S>[],
    report: Report,
    abort: AbortSignal,
  ) => Promise<void>;
  /** Closes what `read` left open. */
  readonly close: () => Promise<void>;
}

const defaultTimeout = millis(10_000);

/** A source that asks for each signal once an interval, those that are due together in one go. */
export function createPollSource<S extends RuntimeSignal>(settings: PollSettings<S>): Source<S> {
  const { name, clock, random, log, timeout = defaultTimeout } = settings;
  const breaker = createBreaker(settings.breaker ?? defaultBreaker, random);
  const schedule = createSchedule<S>(random);
  const wake = createWake();
  const underway = new Set<Promise<void>>();
  let probing = false;
  let trouble: string | undefined;

  function begin(report: Report, abort: AbortSignal): void {
    const { now } = clock.read();
    const state = probing ? 'open' : breaker.state(now);
    const due = schedule.take(now);
    const asked = choose(due, state);
    if (asked.length < due.length) putOff(due, asked, report);
    if (asked.length === 0) return;
    probing = state === 'probing';
    const reading = read(asked, report, abort).finally(() => {
      underway.delete(reading);
      wake.now();
    });
    underway.add(reading);
  }

  function choose(due: Wanted<S>, state: ReturnType<Breaker['state']>): Wanted<S> {
    switch (state) {
      case 'closed':
        return due;
      case 'open':
        return [];
      case 'probing': {
        // By chance: one signal that never gets an answer must not keep the source away from the others.
        const index = Math.floor(random() * due.length);
        return due.slice(index, index + 1);
      }
    }
  }

  function putOff(due: Wanted<S>, asked: Wanted<S>, report: Report): void {
    for (const { key } of due) {
      if (asked[0]?.key === key) continue;
      schedule.release(key);
      report(key, { ok: false, because: trouble ?? 'the source does not answer' });
    }
  }

  async function read(asked: Wanted<S>, report: Report, abort: AbortSignal) {
    const open = new Set(asked.map(({ key }) => key));
    const answer: Report = (key, reading) => {
      if (!open.delete(key)) return; // given up, or not asked for
      schedule.release(key);
      report(key, reading);
    };
    let because = 'the source left it out of its answer';
    try {
      await within(clock, timeout, abort, (end) => settings.read(asked, answer, end));
      answered(asked);
    } catch (error) {
      because = sentenceOf(error);
      if (abort.aborted) return;
      // Whoever answered for one signal is there; what it did not answer is its own trouble.
      if (open.size < asked.length) answered(asked);
      else failed(error, because);
    }
    if (abort.aborted) return;
    for (const key of [...open]) answer(key, { ok: false, because });
  }

  function answered(asked: Wanted<S>): void {
    if (trouble !== undefined) log.info({ source: name }, 'source answers again');
    trouble = undefined;
    // What waited for the probe need not wait for its next turn.
    if (probing) schedule.hasten(clock.read().now, asked);
    probing = false;
    breaker.succeeded();
  }

  function failed(error: unknown, because: string): void {
    // Once for each kind of trouble: a source may be away for hours.
    if (because !== trouble) log.warn({ source: name, error }, 'source does not answer');
    trouble = because;
    probing = false;
    breaker.failed(clock.read().now);
  }

  return {
    name,
    want: (signals) => {
      schedule.want(signals, clock.read().now);
      wake.now();
    },
    run: async (report, abort) => {
      while (!abort.aborted) {
        const { now } = clock.read();
        const next = schedule.next();
        if (next !== undefined && next <= now) begin(report, abort);
        else await wake.sleep(clock, next === undefined ? undefined : millis(next - now), abort);
      }
      await Promise.all(underway);
      await settings.close();
    },
  };
}

type Wanted<S extends RuntimeSignal> = readonly WantedSignal<S>[];
