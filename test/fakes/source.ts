import { millis } from '../../src/model/units.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Reading, Report, Source } from '../../src/runtime/signals/source.ts';
import type { RuntimeSignal, WantedSignal } from '../../src/runtime/signals/wanted-signal.ts';

/** A source that says what a test tells it. */
export interface FakeSource<S extends RuntimeSignal = RuntimeSignal> extends Source<S> {
  /** What a wanted signal of this key answers from now on; told at once, and once an interval. */
  set(key: string, units: number): void;
  /** Takes it away: a gap from now on. */
  remove(key: string): void;
  /** Nothing answers from now on, for this reason, until `mend`. */
  cut(because: string): void;
  mend(): void;
  /** What is wanted of it at present. */
  wanted(): readonly WantedSignal<S>[];
}

/** It measures at the moment it is asked, on `clock`. */
export function createFakeSource<S extends RuntimeSignal = RuntimeSignal>(
  name: string,
  clock: Clock,
): FakeSource<S> {
  const units = new Map<string, number>();
  let wanted: readonly WantedSignal<S>[] = [];
  let away: string | undefined;
  let say: Report | undefined;
  let stir: () => void = () => undefined;

  function read(key: string): Reading {
    if (away !== undefined) return { ok: false, because: away };
    const held = units.get(key);
    if (held === undefined) return { ok: false, because: 'there is no such thing' };
    const { now } = clock.read();
    return { ok: true, sample: { load: { units: held }, sampledAt: now, arrivedAt: now } };
  }

  function tell(keys: readonly string[]): void {
    for (const key of keys) {
      if (wanted.some((one) => one.key === key)) say?.(key, read(key));
    }
  }

  function tellAll(): void {
    tell(wanted.map(({ key }) => key));
  }

  async function run(report: Report, abort: AbortSignal): Promise<void> {
    say = report;
    while (!abort.aborted) {
      tellAll();
      const length = Math.min(60_000, ...wanted.map(({ interval }) => interval));
      const sleep = new AbortController();
      stir = () => sleep.abort();
      abort.addEventListener('abort', stir);
      await clock.sleep(millis(length), sleep.signal);
      abort.removeEventListener('abort', stir);
    }
    say = undefined;
  }

  return {
    name,
    run,
    want: (signals) => {
      wanted = signals;
      stir();
    },
    set: (key, held) => {
      units.set(key, held);
      tell([key]);
    },
    remove: (key) => {
      units.delete(key);
      tell([key]);
    },
    cut: (because) => {
      away = because;
      tellAll();
    },
    mend: () => {
      away = undefined;
      tellAll();
    },
    wanted: () => wanted,
  };
}
