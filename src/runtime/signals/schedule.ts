import { type Instant, millis } from '../../model/units.ts';
import { after } from '../clock.ts';
import type { RuntimeSignal, WantedSignal } from './wanted-signal.ts';

/** When each signal is to be read next. */
export interface Schedule<S extends RuntimeSignal> {
  want(signals: readonly WantedSignal<S>[], now: Instant): void;
  /** When the next one is due; `undefined` while none is wanted or all are being read. */
  next(): Instant | undefined;
  /** Those that are due, and those that are so nearly; they are not due again before they are released. */
  take(now: Instant): readonly WantedSignal<S>[];
  release(key: string): void;
  /** Makes all but these due now, as far as they are not being read. */
  hasten(now: Instant, except: readonly WantedSignal<S>[]): void;
}

interface Entry<S extends RuntimeSignal> {
  wanted: WantedSignal<S>;
  at: Instant;
  taken: boolean;
}

/** A signal is read with others when it would be due within this part of its interval. */
const nearly = 0.1;
/** The first reads are spread over this long, or over an interval where that is shorter. */
const longestFirst = 1_000;
/** A shorter interval would keep the source busy with nothing else. */
const shortestInterval = 100;

export function createSchedule<S extends RuntimeSignal>(random: () => number): Schedule<S> {
  const entries = new Map<string, Entry<S>>();

  function want(signals: readonly WantedSignal<S>[], now: Instant): void {
    const chance = random(); // one for all, so that those of one interval stay together
    const keys = new Set(signals.map(({ key }) => key));
    for (const key of entries.keys()) if (!keys.has(key)) entries.delete(key);
    for (const wanted of signals) {
      const entry = entries.get(wanted.key);
      const first = millis(chance * Math.min(wanted.interval, longestFirst));
      if (entry === undefined) {
        entries.set(wanted.key, { wanted, at: after(now, first), taken: false });
      } else {
        entry.wanted = wanted;
        entry.at = earlier(entry.at, after(now, wanted.interval));
      }
    }
  }

  function next(): Instant | undefined {
    let first: Instant | undefined;
    for (const { at, taken } of entries.values()) {
      if (!taken && (first === undefined || at < first)) first = at;
    }
    return first;
  }

  function take(now: Instant): readonly WantedSignal<S>[] {
    const due = [...entries.values()].filter(
      ({ at, taken, wanted }) => !taken && at <= now + wanted.interval * nearly,
    );
    for (const entry of due) {
      entry.taken = true;
      entry.at = after(now, millis(Math.max(entry.wanted.interval, shortestInterval)));
    }
    return due.map(({ wanted }) => wanted);
  }

  return {
    want,
    next,
    take,
    release: (key) => {
      const entry = entries.get(key);
      if (entry !== undefined) entry.taken = false;
    },
    hasten: (now, except) => {
      const keys = new Set(except.map(({ key }) => key));
      for (const [key, entry] of entries) {
        if (!(entry.taken || keys.has(key))) entry.at = earlier(entry.at, now);
      }
    },
  };
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}
