import type { PodFailure } from './pod-status.ts';
import type { WirePod } from './wire.ts';

/** A pod that is to end, and how long its containers get for it. */
export interface Stopping {
  readonly graceMs: number;
  /** It is deleted, and vanishes once nothing of it runs. */
  readonly deleted: boolean;
}

// Also a deletion without grace, and an eviction, leave a second.
export const leastGraceMs = 1_000;

/** Whether a pod is to end, for its deletion or because the kubelet gave it up. */
export function stoppingOf(pod: WirePod, failure: PodFailure | undefined): Stopping | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata!;
  if (deletionTimestamp !== undefined) {
    const graceMs = Math.max(leastGraceMs, (deletionGracePeriodSeconds ?? 0) * 1_000);
    return { graceMs: failure?.reason === 'Evicted' ? leastGraceMs : graceMs, deleted: true };
  }
  if (failure === undefined) return undefined;
  const ownMs = (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1_000;
  return { graceMs: failure.reason === 'Evicted' ? leastGraceMs : ownMs, deleted: false };
}

/** When a pod's `activeDeadlineSeconds` are over; undefined when it has none. */
export function deadlineOf(pod: WirePod, startTime: string): Date | undefined {
  const seconds = pod.spec?.activeDeadlineSeconds;
  if (seconds === undefined) return undefined;
  return new Date(new Date(startTime).getTime() + seconds * 1_000);
}

/** How a pod fails that was active for longer than it may. */
export const deadlineExceeded: PodFailure = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
};
