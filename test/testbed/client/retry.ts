import type { Clock } from '../clock.ts';
import { ApiRefusal } from './api-refusal.ts';

export interface RetryParts {
  readonly clock: Clock;
  /** Told of every failure; a stand-in that hides its troubles costs an afternoon. */
  readonly onError: (error: Error) => void;
}

const firstMs = 100;
const longestMs = 5_000;

/** How long to wait after so many failures in a row. */
export function retryMs(failures: number): number {
  return Math.min(longestMs, firstMs * 2 ** (failures - 1));
}

/** Does `work` until it succeeds, with growing waits; gives undefined when aborted. Rejects with what another try cannot mend. */
export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { clock, onError }: RetryParts,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      return await work(signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!(error instanceof Error) || !mayMend(error)) throw error;
      onError(error);
      await clock.wait(retryMs(failures), signal);
    }
  }
  return undefined;
}

/** The object is not there, or no longer the one that was meant. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiRefusal && (error.status === 404 || error.status === 409);
}

// 404: a namespace of the system that the API server is still about to make.
function mayMend(error: Error): boolean {
  if (!(error instanceof ApiRefusal)) return true;
  return error.status >= 500 || error.status === 429 || error.status === 404;
}
