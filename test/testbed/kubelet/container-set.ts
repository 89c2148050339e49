import type { Clock } from '../clock.ts';
import type { BackOff } from './back-off.ts';
import { applyChange, type ContainerChange } from './container-change.ts';
import type { ContainerRecord } from './container-record.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import { firstRecords } from './first-records.ts';
import { type ContainerRun, runContainer } from './run-container.ts';
import { leastGraceMs } from './stopping.ts';
import { asPod, type WirePod } from './wire.ts';

export interface ContainerSetParts {
  readonly runtime: ContainerRuntime;
  readonly clock: Clock;
  readonly backOff: BackOff;
  readonly probeSecondMs: number;
  readonly podIp: string;
  /** Something happened to one of them. */
  readonly changed: () => void;
}

/** The containers of one pod: what is known of each, and those that run or are being started. */
export interface ContainerSet {
  readonly records: () => readonly ContainerRecord[];
  readonly isIdle: () => boolean;
  /** Starts a container; one that is being started already is left alone. */
  readonly start: (name: string, pod: WirePod) => void;
  /** Stops all: sidecars after the others and the last one first, but within the same grace period, which only a shorter one overrules. To be called again whenever one has ended. */
  readonly stopAll: (graceMs: number) => void;
  /** Resolves when one of those that run has ended, at once where none runs. */
  readonly oneEnded: () => Promise<void>;
}

/** Begins with what the pod's status says; nothing is started yet. */
export function makeContainerSet(first: WirePod, parts: ContainerSetParts): ContainerSet {
  const { clock, backOff, changed } = parts;
  const podRestartPolicy = first.spec?.restartPolicy ?? 'Always';
  const records = new Map(
    firstRecords(first, clock.now()).map((record) => [record.container.name, record]),
  );
  const runs = new Map<string, ContainerRun>();
  let stopAt = Number.POSITIVE_INFINITY;

  const report = (name: string, change: ContainerChange): void => {
    const context = { at: clock.now(), podRestartPolicy, backOff };
    records.set(name, applyChange(records.get(name)!, change, context));
    changed();
  };
  const start = (name: string, pod: WirePod): void => {
    if (runs.has(name)) return;
    const { container, restarts, state } = records.get(name)!;
    const seen = asPod(pod);
    const all = [...(seen.spec?.initContainers ?? []), ...(seen.spec?.containers ?? [])];
    const request = {
      pod: seen,
      container: all.find((other) => other.name === container.name)!,
      podIp: parts.podIp,
      restarts: restarts + (state.kind === 'ended' ? 1 : 0),
    };
    const run = runContainer(request, { ...parts, report: (change) => report(name, change) });
    runs.set(name, run);
    void run.over.then(() => {
      runs.delete(name);
      changed();
    });
  };
  // In the order of their starts.
  const runningNow = (): readonly string[] => [...records.keys()].filter((name) => runs.has(name));
  return {
    records: () => [...records.values()],
    isIdle: () => runs.size === 0,
    start,
    stopAll: (graceMs) => {
      const now = clock.now().getTime();
      stopAt = Math.min(stopAt, now + graceMs);
      const least = Math.min(graceMs, leastGraceMs);
      const left = Math.max(least, stopAt - now);
      const names = runningNow();
      const others = names.filter((name) => records.get(name)!.role !== 'sidecar');
      const sidecars = left > least ? names.slice(-1) : names;
      for (const name of others.length > 0 ? others : sidecars) runs.get(name)!.stop(left);
    },
    oneEnded: async () => {
      if (runs.size > 0) await Promise.race([...runs.values()].map(({ over }) => over));
    },
  };
}
