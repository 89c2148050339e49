import type { Millis } from '../../model/units.ts';
import type { Clock } from '../clock.ts';

/** What `within` aborts with when the time is over. */
class TimeoutError extends Error {
  constructor(limit: Millis) {
    super(`no answer within ${limit} ms`);
    this.name = 'TimeoutError';
  }
}

/**
 * Gives `work` a signal that aborts after `limit`, or with `outer`. `AbortSignal.any` over `AbortSignal.timeout` would be
 * shorter, but Node 20 collects such a time-out as garbage before it fires: https://github.com/nodejs/node/issues/57736
 */
export async function within<T>(
  clock: Clock,
  limit: Millis,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const done = new AbortController();
  const follow = () => own.abort(outer?.reason);
  outer?.addEventListener('abort', follow, { once: true });
  if (outer?.aborted) follow();
  void clock.sleep(limit, done.signal).then(() => {
    if (!done.signal.aborted) own.abort(new TimeoutError(limit));
  });
  try {
    return await work(own.signal);
  } catch (error) {
    // how a socket reports that it was aborted is not why it was
    if (own.signal.aborted) throw own.signal.reason;
    throw error;
  } finally {
    done.abort();
    outer?.removeEventListener('abort', follow);
  }
}
