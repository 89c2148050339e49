/** Does things of which only so many may run at once; the others wait for their turn, in order. */
export type Lane = <T>(work: () => Promise<T>, abort: AbortSignal) => Promise<T>;

/** What is aborted while it waits is not begun. */
export function createLane(width: number): Lane {
  const waiting: (() => void)[] = [];
  let free = width;
  return async (work, abort) => {
    if (free === 0) await new Promise<void>((go) => waiting.push(go));
    else free -= 1;
    try {
      abort.throwIfAborted();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
