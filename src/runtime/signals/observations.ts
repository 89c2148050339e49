import { isDeepStrictEqual } from 'node:util';
import { instant } from '../../model/units.ts';
import type { Load, Observation, Sample } from '../../scaling/observation.ts';
import type { Clock } from '../clock.ts';
import { oneLine } from '../one-line.ts';
import type { Reading, Report } from './source.ts';

/** What is known of every signal, by key: what sources report and decisions are made on. */
export interface Observations {
  /** Takes a reading of a wanted signal; one of a signal that nobody wants is dropped. */
  readonly report: Report;
  /** Empty for a signal that has not answered yet. */
  get(key: string): Observation;
  /** The signals wanted from now on; what is known of all others is forgotten. */
  want(keys: Iterable<string>): void;
  /** Calls `listener` with the key whenever a load changed, a gap began or a gap ended. The result ends that. */
  onChange(listener: (key: string) => void): () => void;
}

const nothing: Observation = {};

export function createObservations(clock: Clock): Observations {
  const known = new Map<string, Observation>();
  const listeners = new Set<(key: string) => void>();

  const report: Report = (key, reading) => {
    const before = known.get(key);
    if (before === undefined) return;
    const checked = check(reading);
    const next = checked.ok
      ? withSample(before, checked.sample)
      : withGap(before, oneLine(checked.because, 500));
    known.set(key, next);
    if (!differs(before, next)) return;
    for (const listener of listeners) listener(key);
  };

  // The moment of the first failure stays; the newest reason is the one that helps.
  function withGap({ sample, gap }: Observation, because: string): Observation {
    const since = gap?.since ?? clock.read().now;
    return { ...(sample === undefined ? {} : { sample }), gap: { because, since } };
  }

  return {
    report,
    get: (key) => known.get(key) ?? nothing,
    want: (keys) => {
      const wanted = new Set(keys);
      for (const key of known.keys()) if (!wanted.has(key)) known.delete(key);
      for (const key of wanted) if (!known.has(key)) known.set(key, nothing);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Answers may overtake each other: what was measured later counts. An answer of any age ends a gap. */
function withSample({ sample: old }: Observation, sample: Sample): Observation {
  return { sample: old !== undefined && old.sampledAt > sample.sampledAt ? old : sample };
}

function differs(before: Observation, after: Observation): boolean {
  return (
    (before.gap === undefined) !== (after.gap === undefined) ||
    !isDeepStrictEqual(before.sample?.load, after.sample?.load)
  );
}

/** The last line of defence: a source that reports what is no amount gave no answer. */
function check(reading: Reading): Reading {
  if (!reading.ok) return reading;
  const { load, sampledAt, arrivedAt } = reading.sample;
  const because = faultOf(load);
  if (because !== undefined) return { ok: false, because };
  if (!(Number.isFinite(sampledAt) && Number.isFinite(arrivedAt))) {
    return { ok: false, because: 'the sample has no time' };
  }
  // What seems to come from the future was measured when it arrived.
  const sample = {
    load: { ...load, units: load.units + 0 }, // -0 is a number, too
    sampledAt: instant(Math.min(sampledAt, arrivedAt)),
    arrivedAt,
  };
  return { ok: true, sample };
}

function faultOf({ units, oldest }: Load): string | undefined {
  if (!isAmount(units)) return `${units} is no amount of work`;
  if (oldest !== undefined && !isAmount(oldest)) return `${oldest} ms is no time to have waited`;
  return undefined;
}

function isAmount(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}
