import type { Clock } from '../../src/runtime/clock.ts';
import type { Report, Source } from '../../src/runtime/signals/source.ts';
import type { RuntimeSignal } from '../../src/runtime/signals/wanted-signal.ts';

/** What a signal says: the query that names it, and the units. */
export type Value = readonly [query: string, units: number];

/** A source that is told instead of asking, as by a websocket: what it is told it reports at once. */
export interface PushSource extends Source {
  push(values: readonly Value[]): void;
}

/** Makes one that stands in for a Prometheus connection of this name; it remembers what it was told last. */
export function createPushSource(name: string, clock: Clock): PushSource {
  const keys = new Map<string, string>();
  const known = new Map<string, number>();
  let report: Report = () => {};

  function tell(query: string): void {
    const key = keys.get(query);
    const units = known.get(query);
    if (key === undefined || units === undefined) return;
    const { now } = clock.read();
    report(key, { ok: true, sample: { load: { units }, sampledAt: now, arrivedAt: now } });
  }

  return {
    name,
    want: (signals) => {
      keys.clear();
      for (const { key, signal } of signals) keys.set(queryOf(signal), key);
      for (const query of keys.keys()) tell(query);
    },
    run: (reported, abort) => {
      report = reported;
      return new Promise((resolve) => {
        const end = () => {
          report = () => {};
          resolve();
        };
        if (abort.aborted) end();
        else abort.addEventListener('abort', end, { once: true });
      });
    },
    push: (values) => {
      for (const [query, units] of values) {
        known.set(query, units);
        tell(query);
      }
    },
  };
}

function queryOf(signal: RuntimeSignal): string {
  return signal.source === 'prometheus' ? signal.query : '';
}
