import { setTimeout as after } from 'node:timers/promises';

/** Time as the stand-in kubelet sees it; a test may put its own in. */
export interface Clock {
  readonly now: () => Date;
  /** Resolves after `ms`, and at once when `signal` aborts: look at the signal after it. Never rejects. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The clock of this machine. Its waits keep the process alive until their signal aborts. */
export const systemClock: Clock = {
  now: () => new Date(),
  wait: async (ms, signal) => {
    if (ms <= 0) return;
    // A timer of more than 24 days would fire at once.
    await after(Math.min(ms, 2 ** 31 - 1), undefined, { signal }).catch(() => {
      // Aborted: that is what the caller looks at the signal for.
    });
  },
};
