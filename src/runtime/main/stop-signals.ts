import type { Millis } from '../../model/units.ts';
import type { Clock } from '../clock.ts';

/** What a process tells of the world outside: a Node.js process is one. */
export interface SignalEmitter {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
}

/** An end that was asked for, by SIGTERM or SIGINT; a second one ends the process at once. */
export function abortOnSignals(emitter: SignalEmitter, endNow: () => void): AbortSignal {
  const stop = new AbortController();
  const ask = (): void => {
    if (stop.signal.aborted) endNow();
    else stop.abort(new Error('being told to stop'));
  };
  emitter.on('SIGTERM', ask);
  emitter.on('SIGINT', ask);
  return stop.signal;
}

/** Resolves to `done` when the work is, or to `late` when it is not `grace` after the abort. Rejects as the work does. */
export async function withGrace(
  work: Promise<void>,
  clock: Clock,
  grace: Millis,
  abort: AbortSignal,
): Promise<'done' | 'late'> {
  const over = new AbortController();
  const late = async (): Promise<'late'> => {
    await new Promise<void>((asked) => {
      if (abort.aborted) asked();
      else abort.addEventListener('abort', () => asked(), { once: true });
    });
    await clock.sleep(grace, over.signal);
    return 'late';
  };
  try {
    return await Promise.race([work.then((): 'done' => 'done'), late()]);
  } finally {
    over.abort();
  }
}
