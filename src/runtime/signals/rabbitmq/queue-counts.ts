/** The messages of a queue. */
export interface QueueCounts {
  readonly ready: number;
  readonly unacked: number;
}

/** The counts in a queue object of the management API; `undefined` where it has none, which is not zero. */
export function countsOf(queue: unknown): QueueCounts | undefined {
  const { messages_ready: ready, messages_unacknowledged: unacked } = (queue ?? {}) as Readonly<
    Record<string, unknown>
  >;
  return isCount(ready) && isCount(unacked) ? { ready, unacked } : undefined;
}

/** `classic`, `quorum` or `stream`. */
export function typeOf(queue: unknown): unknown {
  return ((queue ?? {}) as { readonly type?: unknown }).type;
}

export function unitsOf({ ready, unacked }: QueueCounts, count: 'ready+unacked' | 'ready'): number {
  switch (count) {
    case 'ready':
      return ready;
    case 'ready+unacked':
      return ready + unacked;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
