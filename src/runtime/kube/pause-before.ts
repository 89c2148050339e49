import { type Millis, millis } from '../../model/units.ts';
import type { ApiCall } from './api-client.ts';
import type { Answer } from './read-answer.ts';

const tries = 4;
const firstPauseMs = 200;
const longestPauseMs = 10_000;

/**
 * How long to wait before the next try after this many; `undefined` where the outcome stands. What the server has not begun
 * to do is asked again for any method: 429, and 401 once, for a token that was just replaced. A read is also asked again of
 * a server that is not ready, or over another connection where a kept-alive one had died. A write whose answer was lost may
 * have been done: only the caller can tell.
 */
export function pauseBefore(
  outcome: Answer | Error,
  { method }: ApiCall,
  attempt: number,
  random: () => number,
): Millis | undefined {
  if (attempt >= tries) return undefined;
  const isRead = method === 'GET';
  if (outcome instanceof Error) return isRead && isReset(outcome) ? millis(0) : undefined;
  const { status, retryAfterMs = 0 } = outcome;
  if (status === 401) return attempt === 1 ? millis(0) : undefined;
  if (!isLater(status, isRead)) return undefined;
  const grown = firstPauseMs * 2 ** (attempt - 1) * (0.5 + random());
  return millis(Math.min(longestPauseMs, Math.max(retryAfterMs, grown)));
}

function isLater(status: number, isRead: boolean): boolean {
  return status === 429 || (isRead && (status === 503 || status === 504));
}

function isReset(error: Error): boolean {
  return 'code' in error && error.code === 'ECONNRESET';
}
