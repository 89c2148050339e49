import { type Counts, kindOfRequest } from '../requests.ts';

/** A scale that was written: which Deployment, when it reached the server in milliseconds since 1970, and to how many. */
export interface Scaled {
  readonly name: string;
  readonly at: number;
}

/** What reached an API server. */
export interface Tally {
  readonly counts: Counts;
  readonly scaled: readonly Scaled[];
}

interface Counted {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Makes one that has counted nothing; `take` begins anew. */
export function createTally(): {
  /** `answered`: how and when, in milliseconds since 1970. */
  count(request: Counted, answered?: { readonly status: number; readonly at: number }): void;
  take(): Tally;
} {
  let counts: Record<string, number> = {};
  let scaled: Scaled[] = [];
  return {
    count: ({ method, path, query }, answered) => {
      const kind = kindOfRequest(method, path, query.watch === 'true');
      counts[kind] = (counts[kind] ?? 0) + 1;
      const name = /\/deployments\/([^/]+)\/scale$/.exec(path)?.[1];
      if (name !== undefined && method === 'PATCH' && answered?.status === 200)
        scaled.push({ name, at: answered.at });
    },
    take: () => {
      const taken = { counts, scaled };
      counts = {};
      scaled = [];
      return taken;
    },
  };
}
