import type { Exit } from '../container-runtime.ts';

/** How a container is played. What is left out is a worker that starts at once, is ready, and runs until it is stopped. */
export interface Play {
  /** `missing`: it waits with ErrImagePull and ImagePullBackOff, until a later try finds another play. */
  readonly image?: 'present' | 'missing';
  /** How long the image takes to be pulled, on each start. */
  readonly startsAfterMs?: number;
  /** From the start on, its probes for readiness and startup fail for so long. Without such a probe, the start takes longer instead. */
  readonly readyAfterMs?: number;
  /** It ends by itself, so long after each start. */
  readonly exits?: { readonly afterMs: number; readonly exitCode: number };
  /** It is killed for its memory, so long after each start. */
  readonly outOfMemoryAfterMs?: number;
  /** From SIGTERM to its end; longer than the grace period, and it is killed with 137. */
  readonly terminationMs?: number;
  /** What it ends with on SIGTERM: 0 for a worker that handles it, 143 for one that does not. */
  readonly terminationCode?: number;
  readonly log?: string;
}

/** How a container ends with this code, in a kubelet's words. */
export function exitWith(exitCode: number): Exit {
  return { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' };
}
