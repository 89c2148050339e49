import { type Millis, millis } from '../../model/units.ts';
import type { Clock } from '../clock.ts';

/** A sleep that can be ended early. */
export interface Wake {
  now(): void;
  /** Ends after `length`, with `abort`, or when `now` is or was called since the last sleep; `undefined` sleeps until then. */
  sleep(clock: Clock, length: Millis | undefined, abort: AbortSignal): Promise<void>;
}

const forever = millis(3_600_000); // whoever wakes for nothing sleeps again

export function createWake(): Wake {
  let called = false;
  let asleep: AbortController | undefined;
  return {
    now: () => {
      called = true;
      asleep?.abort();
    },
    sleep: async (clock, length, abort) => {
      const sleep = new AbortController();
      const end = () => sleep.abort();
      asleep = sleep;
      abort.addEventListener('abort', end);
      if (called || abort.aborted) end();
      await clock.sleep(length ?? forever, sleep.signal);
      abort.removeEventListener('abort', end);
      asleep = undefined;
      called = false;
    },
  };
}
