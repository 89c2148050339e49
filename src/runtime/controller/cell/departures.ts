import { type Pod, poolOf } from './objects.ts';

/** Tells of each pod once that it leaves its pool: when it is told to go, or when it is gone without a word. */
export interface Departures {
  /** The pool that a pod leaves by what became of it now; `undefined` where it stays, or was told of before. */
  of(name: string, pod: Pod | undefined): string | undefined;
}

/** Makes one that knows no pods. */
export function createDepartures(): Departures {
  const staying = new Map<string, string>();
  return {
    of: (name, pod) => {
      const before = staying.get(name);
      const pool = pod && poolOf(pod);
      const stays = pool !== undefined && pod?.metadata.deletionTimestamp === undefined;
      if (stays) {
        staying.set(name, pool);
        return undefined;
      }
      staying.delete(name);
      return before;
    },
  };
}
