/** The first and the longest wait before a container is tried again. */
export interface BackOff {
  readonly baseMs: number;
  readonly capMs: number;
}

/** What a kubelet does unless told otherwise: 10 s, doubling, to 5 min. */
export const kubeletBackOff: BackOff = { baseMs: 10_000, capMs: 300_000 };

/**
 * How long to wait before the next restart: nothing before the first one, then the base, then twice the wait before.
 * A run of twice the cap forgives what was before it.
 */
export function restartDelay(
  before: number | undefined,
  ranMs: number,
  { baseMs, capMs }: BackOff,
): number {
  if (before === undefined || ranMs >= 2 * capMs) return 0;
  return Math.min(capMs, Math.max(baseMs, 2 * before));
}

/** How long to wait before a refused start is tried again; unlike a restart, already the first one waits. */
export function retryDelay(before: number | undefined, { baseMs, capMs }: BackOff): number {
  return Math.min(capMs, Math.max(baseMs, 2 * (before ?? 0)));
}
