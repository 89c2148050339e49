import { setMaxListeners } from 'node:events';
import type { Millis } from '../model/units.ts';
import type { Clock } from './clock.ts';

/**
 * Gives what `work` gives; rejects after `length`, or with what `outer` aborts with, also where `work` does not listen to its
 * signal. `AbortSignal.any` over `AbortSignal.timeout` would be shorter, but Node 20 collects such a time-out as garbage
 * before it fires: https://github.com/nodejs/node/issues/57736
 */
export async function within<T>(
  clock: Clock,
  length: Millis,
  outer: AbortSignal | undefined,
  work: (end: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = new AbortController();
  setMaxListeners(0, end.signal); // a read may ask for hundreds of signals at once
  const done = new AbortController();
  const stop = () => {
    end.abort(outer?.reason);
    done.abort();
  };
  outer?.addEventListener('abort', stop, { once: true });
  if (outer?.aborted) stop();
  const limit = clock.sleep(length, done.signal).then((): never => {
    if (!done.signal.aborted) end.abort(new Error(`no answer within ${length} ms`));
    throw end.signal.reason;
  });
  limit.catch(() => undefined);
  try {
    return await Promise.race([work(end.signal), limit]);
  } catch (error) {
    // how a socket reports that it was aborted is not why it was
    throw end.signal.aborted ? end.signal.reason : error;
  } finally {
    outer?.removeEventListener('abort', stop);
    done.abort();
  }
}
