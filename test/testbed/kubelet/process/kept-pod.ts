import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogsOf, RunningContainer } from '../container-runtime.ts';
import { followLog, readLog } from './read-log.ts';

interface KeptStart {
  readonly log: string;
  running?: RunningContainer;
}

/** What the runtime keeps of a pod until it is told to forget it. */
export interface KeptPod {
  readonly folder: string;
  /** By container, the last start and the one before it. */
  readonly starts: Map<string, readonly KeptStart[]>;
  /** The last work on what the pod's containers share; the next one waits for it. */
  turn: Promise<unknown>;
  kubeconfig?: string;
}

export function keepPod(folder: string): KeptPod {
  return { folder, starts: new Map(), turn: Promise.resolve() };
}

/** Does work that two containers of a pod must not do at once. */
export function inTurn<T>(pod: KeptPod, work: () => Promise<T>): Promise<T> {
  const turn = pod.turn.then(work, work);
  pod.turn = turn.catch(() => {});
  return turn;
}

/** Makes room for the log of a new start, and drops that of the one before the last. */
export async function newLog(pod: KeptPod, container: string, name: string): Promise<KeptStart> {
  const folder = join(pod.folder, 'logs', container);
  await mkdir(folder, { recursive: true });
  const start: KeptStart = { log: join(folder, `${name}.log`) };
  const starts = [...(pod.starts.get(container) ?? []), start];
  pod.starts.set(container, starts.slice(-2));
  for (const { log } of starts.slice(0, -2)) await rm(log, { force: true });
  return start;
}

/** The log asked for, from its beginning; `undefined` where there is none. */
export function logOf(
  pod: KeptPod,
  { container, previous, follow, signal }: LogsOf,
): AsyncIterable<Uint8Array> | undefined {
  const start = pod.starts.get(container)?.at(previous ? -2 : -1);
  if (start?.running === undefined) return undefined;
  const { exited } = start.running;
  return follow ? followLog(start.log, exited, signal) : readLog(start.log, signal);
}

/** Ends what runs of the pod and removes what is kept of it. */
export async function dropPod(pod: KeptPod): Promise<void> {
  const running = [...pod.starts.values()].flat().flatMap((start) => start.running ?? []);
  for (const container of running) container.stop(0);
  await Promise.all(running.map((container) => container.exited));
  await pod.turn;
  await rm(pod.folder, { recursive: true, force: true, maxRetries: 3 });
}
