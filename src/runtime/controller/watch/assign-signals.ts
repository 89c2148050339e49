import { type Millis, millis } from '../../../model/units.ts';
import type { Observations } from '../../signals/observations.ts';
import type { Source } from '../../signals/source.ts';
import type { WantedSignal } from '../../signals/wanted-signal.ts';

/** Tells each source what is to be read, and only when that became something else. */
export interface SignalAssignment {
  /** In any order; several pools may want the same signal, the shortest interval counts. */
  want(signals: readonly WantedSignal[]): void;
}

/** Makes one for these sources, whose names are made of kind and name of their connections. */
export function createSignalAssignment(
  sources: readonly Source[],
  observations: Pick<Observations, 'want' | 'report'>,
): SignalAssignment {
  const told = new Map<string, string>();

  return {
    want(signals) {
      const merged = mergeByKey(signals);
      observations.want(merged.keys());
      const bySource = groupBySource([...merged.values()]);
      for (const source of sources) {
        const wanted = bySource.get(source.name) ?? [];
        bySource.delete(source.name);
        const text = JSON.stringify(wanted.map(({ key, interval }) => [key, interval]));
        if ((told.get(source.name) ?? '[]') === text) continue;
        told.set(source.name, text);
        source.want(wanted);
      }
      for (const [name, orphans] of bySource) {
        const because = `the configuration has no connection ${name}`;
        for (const { key } of orphans) observations.report(key, { ok: false, because });
      }
    },
  };
}

function sourceOf({ signal }: WantedSignal): string {
  return `${signal.source}.${signal.connection}`;
}

function groupBySource(signals: readonly WantedSignal[]): Map<string, readonly WantedSignal[]> {
  const groups = new Map<string, WantedSignal[]>();
  for (const one of signals) {
    const name = sourceOf(one);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [one]);
    else group.push(one);
  }
  return groups;
}

function mergeByKey(signals: readonly WantedSignal[]): ReadonlyMap<string, WantedSignal> {
  const merged = new Map<string, WantedSignal>();
  for (const one of signals.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const interval = shortest(merged.get(one.key)?.interval, one.interval);
    merged.set(one.key, { ...one, interval });
  }
  return merged;
}

function shortest(a: Millis | undefined, b: Millis): Millis {
  return a === undefined ? b : millis(Math.min(a, b));
}
