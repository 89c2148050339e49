import { setMaxListeners } from 'node:events';
import type { Millis } from '../../model/units.ts';
import type { Clock } from '../clock.ts';

/** Gives what `work` gives; rejects after `length` or with `abort`, also where `work` does not listen to its signal. */
export async function withinClock<T>(
  clock: Clock,
  length: Millis,
  abort: AbortSignal,
  work: (end: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = new AbortController();
  setMaxListeners(0, end.signal); // a read may ask for hundreds of signals at once
  const done = new AbortController();
  const stop = () => {
    end.abort(abort.reason);
    done.abort();
  };
  abort.addEventListener('abort', stop);
  if (abort.aborted) stop();
  const limit = clock.sleep(length, done.signal).then((): never => {
    if (!done.signal.aborted) end.abort(new Error(`no answer within ${length} ms`));
    throw end.signal.reason;
  });
  try {
    return await Promise.race([work(end.signal), limit]);
  } finally {
    abort.removeEventListener('abort', stop);
    limit.catch(() => undefined);
    done.abort();
  }
}
