/**
 * Gives `work` a signal that aborts after `limitMs`, or with `outer`. `AbortSignal.any` over `AbortSignal.timeout` would be
 * shorter, but Node 20 collects such a time-out as garbage before it fires: https://github.com/nodejs/node/issues/57736
 */
export async function within<T>(
  limitMs: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const follow = () => own.abort(outer?.reason);
  const timer = setTimeout(() => own.abort(new Error(`not done after ${limitMs} ms`)), limitMs);
  outer?.addEventListener('abort', follow, { once: true });
  if (outer?.aborted) follow();
  try {
    return await work(own.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', follow);
  }
}
