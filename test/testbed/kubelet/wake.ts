/** Lets one loop sleep until someone wakes it; waking it while it works makes it go round once more. */
export interface Wake {
  readonly wake: () => void;
  readonly woken: () => Promise<void>;
}

export function makeWake(): Wake {
  let pending = false;
  let resume: (() => void) | undefined;
  return {
    wake: () => {
      pending = true;
      resume?.();
    },
    woken: async () => {
      if (!pending) {
        await new Promise<void>((resolve) => {
          resume = resolve;
        });
        resume = undefined;
      }
      pending = false;
    },
  };
}
