import type { Clock } from '../clock.ts';

/** Whether work gets done at all: what a probe asks that would have us restarted. */
export interface Progress {
  /** To be called for each piece of work that ended, well or not. */
  made(): void;
  /** Why a restart would help; `undefined` while it would not. */
  sickness(): string | undefined;
}

/** Every call on the API server has a time-out; work that takes longer than this hangs. */
const longestMs = 300_000;

/** Makes one for a queue; an idle queue is healthy however long it is idle. */
export function createProgress(clock: Clock, queue: { unfinished(): number }): Progress {
  let last = clock.read().now;
  return {
    made: () => {
      last = clock.read().now;
    },
    sickness: () => {
      const { now } = clock.read();
      if (queue.unfinished() === 0) last = now;
      return now - last > longestMs ? 'the work queue does not move' : undefined;
    },
  };
}
