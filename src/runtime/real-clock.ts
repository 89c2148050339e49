import { performance } from 'node:perf_hooks';
import { instant, millis } from '../model/units.ts';
import type { Clock } from './clock.ts';

/** What Node's timers can wait at most; a longer wait would end at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The machine's clocks. `now` starts at the time of day and goes on by the monotonic clock, whatever is set after. */
export function createRealClock(): Clock {
  const anchor = Date.now() - performance.now();
  return {
    read: () => ({
      now: instant(Math.floor(anchor + performance.now())),
      wall: instant(Date.now()),
    }),
    sleep: async (length, abort) => {
      for (let rest = length; rest > 0 && !abort.aborted; rest = millis(rest - LONGEST_TIMER)) {
        await wait(Math.min(rest, LONGEST_TIMER), abort);
      }
    },
  };
}

function wait(milliseconds: number, abort: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      abort.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    abort.addEventListener('abort', end);
  });
}
