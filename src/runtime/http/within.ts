/**
 * Does something that ends when `abort` fires or the time is over, whichever comes first, and rejects with why. Node 20 may
 * collect what `AbortSignal.any` and `AbortSignal.timeout` give before it fires; both signals are held here until it is done.
 */
export async function within<T>(
  milliseconds: number,
  abort: AbortSignal,
  work: (end: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = new AbortController();
  const late = AbortSignal.timeout(milliseconds);
  const stop = () => end.abort(abort.reason);
  const expire = () => end.abort(new Error(`not done within ${milliseconds} ms`));
  abort.addEventListener('abort', stop);
  late.addEventListener('abort', expire);
  if (abort.aborted) stop();
  try {
    return await work(end.signal);
  } catch (error) {
    throw end.signal.aborted ? end.signal.reason : error;
  } finally {
    abort.removeEventListener('abort', stop);
    late.removeEventListener('abort', expire);
  }
}
