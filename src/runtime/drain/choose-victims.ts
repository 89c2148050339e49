import { compareText } from '../../model/order.ts';
import { isManagedByOthers, isMarked } from './deletion-cost.ts';
import type { WorkerPod, WorkerState } from './worker-state.ts';

/** Who goes when a pool is made smaller. */
export interface Choice {
  /** By how many the pool may be made smaller now; at most what was asked for. */
  readonly confirmed: number;
  /** Idle workers that get the mark, so that they go before all others that are ready. */
  readonly mark: readonly WorkerPod[];
  /** Workers that were marked before and are not to go now. */
  readonly unmark: readonly WorkerPod[];
  /** All that are expected to go, marked or not. */
  readonly victims: readonly string[];
}

/**
 * Chooses `howMany` workers that nobody misses. A ReplicaSet takes pods without a node first, then those that do not run, then
 * those that are not ready, and among the ready ones the lowest deletion cost: the first three kinds go whatever we
 * write, so they count before any idle one does. A worker that is ready and not known to be idle is never chosen.
 * Pods that are going already are gone for the ReplicaSet.
 */
export function chooseVictims(
  pods: readonly WorkerPod[],
  states: ReadonlyMap<string, WorkerState>,
  howMany: number,
): Choice {
  const staying = pods.filter(({ isTerminating }) => !isTerminating);
  const first = staying.filter((pod) => !pod.isRunning || !pod.isReady);
  const taken = takenFirst(first, states, howMany);
  const blocked = taken.length < Math.min(first.length, howMany);
  const candidates = staying
    .filter((pod) => pod.isRunning && pod.isReady && states.get(pod.name) === 'idle')
    .filter((pod) => !isManagedByOthers(pod))
    .toSorted((a, b) => Number(isMarked(b)) - Number(isMarked(a)) || compareText(a.name, b.name));
  const idle = blocked ? [] : candidates.slice(0, Math.max(0, howMany - taken.length));
  const chosen = new Set([...taken, ...idle].map(({ name }) => name));
  return {
    confirmed: chosen.size,
    mark: idle.filter((pod) => !isMarked(pod)),
    unmark: staying.filter((pod) => isMarked(pod) && !chosen.has(pod.name)),
    victims: [...chosen],
  };
}

/**
 * Those that go first. A worker that runs and is not ready may be at work, and too much so to answer its probe: where one of
 * these is not known to be idle the pool stays as it is, for it may be the one that goes.
 */
function takenFirst(
  first: readonly WorkerPod[],
  states: ReadonlyMap<string, WorkerState>,
  howMany: number,
): readonly WorkerPod[] {
  const order = first.toSorted(
    (a, b) => Number(a.isRunning) - Number(b.isRunning) || compareText(a.name, b.name),
  );
  const harmless = order.filter((pod) => !pod.isRunning || states.get(pod.name) === 'idle');
  const notRunning = order.filter(({ isRunning }) => !isRunning).length;
  // which of those that run unready goes first is not ours to say: one that may be busy spoils all
  const most = harmless.length === order.length ? order.length : notRunning;
  return order.slice(0, Math.min(most, howMany));
}
