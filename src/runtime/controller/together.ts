import type { Log } from '../log.ts';

/** Pieces of work that live and die together. */
export interface Together {
  /** Adds one; `end` is called when it ends, by an error or not. */
  readonly add: (work: Promise<void>) => void;
  /** Resolves when all have ended, those that were added meanwhile too; rejects with the error of the first that failed. */
  ended(): Promise<void>;
}

/** Makes an empty set. `end` tells the others to stop and may be called again and again. */
export function createTogether(end: () => void, log: Log): Together {
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  async function follow(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      failure ??= { error };
      log.error({ error }, 'a part of the controller failed');
    }
    end();
  }

  return {
    add: (work) => {
      const followed = follow(work);
      running.add(followed);
      void followed.then(() => running.delete(followed));
    },
    ended: async () => {
      while (running.size > 0) await Promise.all(running);
      if (failure !== undefined) {
        throw new Error('running the controller', { cause: failure.error });
      }
    },
  };
}
