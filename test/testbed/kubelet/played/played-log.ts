/** What a played container wrote so far. */
export interface PlayedLog {
  readonly read: (from: number) => string;
  readonly write: (text: string) => void;
  readonly end: () => void;
  /** Resolves at the next write or end; undefined when it has ended. */
  readonly more: () => Promise<void> | undefined;
}

export function makeLog(first: string): PlayedLog {
  let text = first;
  let ended = false;
  let waiting: (() => void)[] = [];
  const tell = (): void => {
    const told = waiting;
    waiting = [];
    for (const resume of told) resume();
  };
  return {
    read: (from) => text.slice(from),
    write: (more) => {
      text += more;
      tell();
    },
    end: () => {
      ended = true;
      tell();
    },
    more: () => (ended ? undefined : new Promise((resolve) => waiting.push(resolve))),
  };
}

/** Gives a log as bytes; followed, until the container ends or `signal` aborts. */
export async function* followLog(
  log: PlayedLog,
  follow: boolean,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  for (let at = 0; !signal.aborted; ) {
    const more = follow ? log.more() : undefined; // before reading, so that no write falls between
    const text = log.read(at);
    at += text.length;
    if (text !== '') yield Buffer.from(text);
    if (more === undefined) return;
    await Promise.race([more, aborted]);
  }
}
