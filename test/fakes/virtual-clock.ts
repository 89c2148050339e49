import { instant, millis } from '../../src/model/units.ts';
import type { Clock } from '../../src/runtime/clock.ts';

/** A clock that only the test moves. */
export interface VirtualClock extends Clock {
  /** Moves on, waking each sleeper at its moment and letting it do what it can before the next moment. */
  advance(ms: number): Promise<void>;
  /** Sets the time of day alone, as an administrator does. */
  setWall(ms: number): void;
  /** Lets everything that waits for no time go on as far as it can. */
  settle(): Promise<void>;
  sleepers(): number;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Makes a clock that stands still at 2026-11-22T08:00Z. */
export function createVirtualClock(start = Date.UTC(2026, 10, 22, 8)): VirtualClock {
  let now = start;
  let ahead = 0;
  const sleepers = new Set<Sleeper>();

  const earliest = (until: number): Sleeper | undefined => {
    let first: Sleeper | undefined;
    for (const one of sleepers) {
      if (one.at <= until && (first === undefined || one.at < first.at)) first = one;
    }
    return first;
  };

  return {
    read: () => ({ now: instant(now), wall: instant(now + ahead) }),
    sleep: (length, abort) =>
      new Promise((resolve) => {
        if (length <= 0 || abort.aborted) return resolve();
        const wake = () => {
          sleepers.delete(sleeper);
          abort.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { at: now + millis(length), wake };
        sleepers.add(sleeper);
        abort.addEventListener('abort', wake);
      }),
    advance: async (ms) => {
      const until = now + ms;
      await settle();
      for (let next = earliest(until); next !== undefined; next = earliest(until)) {
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = until;
      await settle();
    },
    setWall: (ms) => {
      ahead = ms - now;
    },
    settle,
    sleepers: () => sleepers.size,
  };
}

/** Each turn of the event loop runs all that promises have made ready. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
