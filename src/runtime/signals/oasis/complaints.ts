import type { Log } from '../../log.ts';

/** Warns about a trouble once for as long as it stays the same: a platform may be away for hours. */
export interface Complaints {
  /** `about` is what the trouble is with. */
  warn(about: string, because: string, message: string): void;
  /** The trouble is over, if there was one. */
  over(about: string): void;
}

export function createComplaints(source: string, log: Log): Complaints {
  const known = new Map<string, string>();
  return {
    warn: (about, because, message) => {
      if (known.get(about) === because) return;
      known.set(about, because);
      log.warn({ source, about, because }, message);
    },
    over: (about) => {
      if (known.delete(about)) log.info({ source, about }, 'a trouble is over');
    },
  };
}
